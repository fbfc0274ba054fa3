// The words of the analysis options.
import type { TestChoice } from '../../../../core/statistics/options.ts';

const TEST_LABELS: Readonly<Record<TestChoice, string>> = {
  auto: 'Chosen by the documented rule',
  welch: "Welch's test",
  student: "Student's t-test",
  anova: 'Analysis of variance',
  'mann-whitney': 'Mann-Whitney',
  kruskal: 'Kruskal-Wallis',
};

export const OPTIONS = {
  open: 'Analysis options',
  changed: (n: number) => `${n} changed`,
  reset: 'Reset to defaults',
  factors: 'Factors, up to four',
  test: 'Headline test',
  tests: TEST_LABELS,
  ss: 'Sums of squares',
  ss_types: { '2': 'Type II', '3': 'Type III' },
  covariates: 'Covariates',
  run_order: 'Order of the trials',
  margin: (unit: string) => `Equivalence margin${unit === '' ? '' : `, ${unit}`}`,
  accuracy_margin: 'Allowed accuracy loss, percentage points',
  target: 'Target training accuracy, %',
  alpha: 'Alpha',
  alpha_of_looks: 'This sweep looked at its data early: its last look sets alpha.',
  blocks: 'Include blocks in the model',
} as const;

export const OUTLIERS = {
  label: 'Outlier rule',
  rules: {
    none: 'No rule',
    iqr: 'Interquartile ranges (Tukey)',
    mad: 'Median absolute deviations',
  },
  rule_with_k: (rule: string, k: number) => `${rule}, k ${k}`,
  as_designed: (rule: string) => `As designed: ${rule}`,
  limit: 'Limit k',
} as const;

export const NUMBER = {
  placeholder: 'none',
  /** The accepted range; null where a side is open. */
  range: (least: number | null, most: number | null) =>
    `${least === null ? 'Above 0' : `${least} or more`}${most === null ? '' : `, up to ${most}`}`,
} as const;
