// Chooses the headline test, from the design first and then from the checks of normality.
import type { Findings } from '../analysis.ts';
import type { StudyCells } from '../model/study-cells.ts';
import type { HeadlineTest } from '../options.ts';
import { holm } from '../tests/holm.ts';
import { wordLevels, wordList, wordP } from './words.ts';

/** With at least this many values in every group, means are close to normal whatever the values are. */
const ENOUGH_FOR_MEANS = 30;
/** Below it the rank tests' approximation is poor and their smallest possible p is not small. */
const ENOUGH_FOR_RANKS = 5;

export interface Choice {
  readonly test: HeadlineTest;
  /** One sentence. */
  readonly reason: string;
}

/**
 * 1. Several factors, a block or covariates: the ANOVA, which alone takes them all into account.
 * 2. One factor: Welch's test. It does not assume equal variances and loses almost nothing where they are equal, so
 *    equality is not tested first: a test chosen by a test of variances keeps its level badly (D. Zimmerman, Brit. J.
 *    Math. Statist. Psychol. 57 (2004) 173-181).
 * 3. Ranks instead where a group is clearly not normal (Shapiro-Wilk, Holm's correction over the groups, below alpha)
 *    and the smallest group has 5 to 29 values.
 * 4. The one-way ANOVA where Welch's cannot be computed for three groups or more (a constant group, or one value).
 */
export function chooseTest(
  { assumptions, alpha, groups, welch_anova, anova }: Omit<Findings, 'headline'>,
  study: StudyCells,
  beside: readonly string[],
): Choice {
  const two = study.factors[0]?.levels.length === 2;
  if (study.factors.length > 1)
    return { test: 'anova', reason: `Only the ANOVA tests ${study.factors.length} factors together.` };
  if (beside.length > 0)
    return { test: 'anova', reason: `Only the ANOVA takes ${wordList(beside)} into account.` };

  const adjusted = holm(assumptions.normality.map(({ p }) => p));
  const tested = adjusted.flatMap((p, i) =>
    p === null ? [] : [{ p, levels: assumptions.normality[i]?.levels ?? {} }],
  );
  const worst = tested.reduce<(typeof tested)[number] | null>(
    (most, one) => (most === null || one.p < most.p ? one : most),
    null,
  );
  const smallest = Math.min(...groups.map(({ n }) => n));
  const name = two ? "Welch's t-test" : "Welch's analysis of variance";
  const why = 'It does not assume equal variances;';
  if (!two && welch_anova === null && anova.rows[0]?.p != null)
    return {
      test: 'anova',
      reason: `${name} cannot be computed with a group that is constant or has one value.`,
    };
  if (worst === null)
    return { test: 'welch', reason: `${why} the groups are too small, or constant, to check normality.` };
  if (worst.p >= alpha)
    return {
      test: 'welch',
      reason: `${why} no group clearly departs from normality (Shapiro-Wilk after Holm's correction, smallest ${wordP(worst.p)}).`,
    };
  const crooked = `${wordLevels(worst.levels)} is not normally distributed (Shapiro-Wilk after Holm's correction, ${wordP(worst.p)})`;
  if (smallest >= ENOUGH_FOR_MEANS)
    return {
      test: 'welch',
      reason: `${why} ${crooked}, but with ${smallest} values or more in every group the means are close to normal.`,
    };
  if (smallest < ENOUGH_FOR_RANKS)
    return {
      test: 'welch',
      reason: `${why} ${crooked}, but a rank test says little with ${smallest} values in a group.`,
    };
  return {
    test: two ? 'mann-whitney' : 'kruskal',
    reason: `${crooked}, and the smallest group has ${smallest} values, fewer than ${ENOUGH_FOR_MEANS}: rank tests do not assume normality.`,
  };
}
