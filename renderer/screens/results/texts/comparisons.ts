// The words of the comparisons: tabs, tables, columns and notes.

const T_NOTE =
  'Difference: first minus second. Judge by p (Holm), which is corrected for the number of comparisons. g: Hedges’ g with its interval.';

export const COMPARISONS = {
  title: 'Comparisons',
  tabs_label: 'Kind of comparison',
  tabs: {
    t_tests: 't-tests',
    within_blocks: 'Within blocks',
    post_hoc: 'Post-hoc',
    adjusted: 'Adjusted means',
    simple: 'Simple effects',
    equivalence: 'Equivalence',
    ranks: 'Ranks',
    bootstrap: 'Bootstrap',
  },
  all: 'all',
} as const;

/** Heads of columns that several tables share. */
export const HEADS = {
  compared: 'Compared',
  within: 'Within',
  test: 'Test',
  method: 'Method',
  statistic: 'Statistic',
  difference: 'Difference',
  mean: 'Mean',
  level: 'Level',
  margin: 'Margin',
  interval: 'Interval',
  p: 'p',
  p_holm: 'p (Holm)',
  verdict: 'Verdict',
} as const;

export const T_TESTS = { label: 'Pairwise t-tests', note: T_NOTE } as const;
export const PAIRED = { label: 'Paired t-tests within blocks', note: T_NOTE } as const;

export const POST_HOC = {
  label: 'Post-hoc comparisons',
  note: 'Intervals and p hold for all pairs together. Tukey assumes equal variances; Games-Howell does not.',
} as const;

export const ADJUSTED = {
  label: 'Adjusted means',
  note: 'As if every cell had been run equally often, adjusted for any blocks and covariates in the model.',
} as const;

export const SIMPLE = {
  label: (factor: string) => `Effect of ${factor} within single settings`,
  note: 'Tested against the residual of the whole model. Judge by p (Holm), which is corrected for the number of settings.',
} as const;

export const EQUIVALENCE = {
  label: 'Equivalence',
  note: (level: number) => `Equivalent: the ${level} % interval lies inside the margin.`,
  equivalent: 'equivalent',
  not_shown: 'not shown',
} as const;

export const RANKS = {
  label: 'Rank tests',
  note: 'Not corrected for the number of comparisons.',
  mann_whitney: 'Mann-Whitney',
  kruskal_wallis: 'Kruskal-Wallis',
  wilcoxon: 'Wilcoxon, within blocks',
  all_levels: 'all levels',
  pairs: (statistic: string, pairs: number) => `${statistic}, ${pairs} pairs`,
} as const;

export const BOOTSTRAP = {
  label: 'Bootstrap intervals',
  note: (level: string, draws: string, seed: number) =>
    `${level} intervals from ${draws} resamples with seed ${seed}, the same on every machine.`,
  percentile: 'Percentile',
  bca: 'BCa',
} as const;
