// The verdict on one factor, from the headline test: the difference between two levels, or the pairs of several.
import type { Findings, Headline, TTest } from '../analysis.ts';
import type { MarginalContrast } from '../model/marginal-contrasts.ts';
import type { StudyCells } from '../model/study-cells.ts';
import { wordDifference, wordExplained } from './effect-words.ts';
import {
  wordInterval,
  wordList,
  wordP,
  wordPercent,
  wordQuantity,
  wordShare,
  wordStatistic,
} from './words.ts';

/** `unit` comes with its leading space, or empty. */
export function oneFactorVerdict(
  found: Findings,
  study: StudyCells,
  contrasts: readonly MarginalContrast[],
  beside: readonly string[],
  unit: string,
): string {
  const { headline } = found;
  const two = found.t_tests.length === 1 ? found.t_tests[0] : undefined;
  if (headline === null) return '';
  const levels = study.factors[0]?.levels ?? [];
  return two && headline.diff !== null && levels.length === 2
    ? ofTwo(two, headline, headline.diff, found, beside, unit)
    : ofMany(
        headline,
        found,
        beside.length > 0 ? beyondInWords(contrasts, beside, found, unit) : pairsInWords(found, unit),
      );
}

function ofTwo(
  test: TTest,
  headline: Headline,
  diff: number,
  found: Findings,
  beside: readonly string[],
  unit: string,
): string {
  const { a, b } = test;
  const { p, ci, term } = headline;
  const { response, alpha, groups } = found;
  const base = groups.find((group) => group.levels[term] === b)?.mean ?? 0;
  const share = base > 0 && diff !== 0 ? `, ${wordPercent(Math.abs(diff) / base)} of ${b}` : '';
  const far = `${howFar({ a, b, diff, ci }, alpha, unit)}${share}`;
  if (p === null) {
    return `Whether ${response} differs between ${a} and ${b} cannot be tested (see the warnings); ${far}.`;
  }
  const named = `${headline.name}, ${wordP(p)}`;
  if (p >= alpha) {
    return `There is no evidence of a difference in ${response} between ${a} and ${b} (${named}, not below alpha = ${alpha}). ${beside.length === 0 ? 'In these data' : `Adjusted for ${wordList(beside)}`}, ${far}. This does not show that they are equal.`;
  }
  return `${response} differs between ${a} and ${b}: the difference is statistically significant (${named}, below alpha = ${alpha}). ${beside.length === 0 ? 'On average' : `Adjusted for ${wordList(beside)}`}, ${far}. ${beside.length === 0 ? effect(test, alpha) : explained(found, term)}`;
}

/** `fp32 is 4013 J above mixed (95 % interval 3960 to 4066 J)`. */
function howFar(
  { a, b, diff, ci }: Pick<TTest, 'a' | 'b' | 'diff' | 'ci'>,
  alpha: number,
  unit: string,
  name?: string,
): string {
  const half = ci === null ? null : (ci[1] - ci[0]) / 2;
  return `${apart(a, b, diff, half, unit)}${ci === null ? '' : interval(diff, ci, alpha, unit, name)}`;
}

/** `fp32 is 4013 J above mixed`. */
export const apart = (a: string, b: string, diff: number, half: number | null, unit: string): string =>
  diff === 0
    ? `${a} and ${b} have the same mean`
    : `${a} is ${wordQuantity(Math.abs(diff), half)}${unit} ${diff > 0 ? 'above' : 'below'} ${b}`;

/** The interval with the sign of the difference removed, as the sentence gives its size. */
export function interval(
  diff: number,
  ci: readonly [number, number],
  alpha: number,
  unit: string,
  name = 'interval',
): string {
  const turned: [number, number] = diff < 0 ? [-ci[1], -ci[0]] : [ci[0], ci[1]];
  return ` (${wordPercent(1 - alpha)} ${name} ${wordInterval(turned, unit)})`;
}

function effect({ hedges_g, g_ci }: TTest, alpha: number): string {
  if (hedges_g === null) return 'No effect size can be computed.';
  const turned: [number, number] | null = g_ci && (hedges_g < 0 ? [-g_ci[1], -g_ci[0]] : [g_ci[0], g_ci[1]]);
  const within = turned
    ? `, ${wordPercent(1 - alpha)} interval ${wordStatistic(turned[0])} to ${wordStatistic(turned[1])}`
    : '';
  return `That is a ${wordDifference(hedges_g)} effect (Hedges' g = ${wordStatistic(Math.abs(hedges_g))}${within}).`;
}

function ofMany({ name, term, p, statistic }: Headline, found: Findings, pairs: string): string {
  const { response, alpha } = found;
  if (p === null) {
    return `Whether ${response} differs between the levels of ${term} cannot be tested (see the warnings).`;
  }
  if (p >= alpha) {
    return `There is no evidence of a difference in ${response} between the levels of ${term} (${name}, ${wordP(p)}, not below alpha = ${alpha}). This does not show that they are equal.`;
  }
  // Ranks explain no share of the variation of the values.
  const share = statistic === 'F' ? ` ${explained(found, term)}` : '';
  return `${response} differs between the levels of ${term}: the difference is statistically significant (${name}, ${wordP(p)}, below alpha = ${alpha}).${share} ${pairs}`;
}

/** Empty where nothing scatters. */
function explained({ anova }: Findings, term: string): string {
  const share = anova.rows.find((row) => row.term === term)?.eta_sq ?? null;
  return share === null
    ? ''
    : `${term} accounts for ${wordPercent(share)} of the variation (eta squared ${wordShare(share)}), a ${wordExplained(share)} effect.`;
}

/** As pairsInWords, but adjusted for a block or covariates, by Tukey's test. */
function beyondInWords(
  contrasts: readonly MarginalContrast[],
  beside: readonly string[],
  { alpha }: Findings,
  unit: string,
): string {
  const tested = contrasts.filter(({ tukey_p }) => tukey_p !== null);
  const clear = tested.filter(({ tukey_p }) => (tukey_p as number) < alpha);
  const count = `Of ${tested.length} pairs compared by Tukey's test and adjusted for ${wordList(beside)}, ${clear.length} ${clear.length === 1 ? 'differs' : 'differ'}`;
  const [first, ...rest] = clear;
  if (!first) return `${count}.`;
  const far = rest.reduce((most, one) => (Math.abs(one.diff) > Math.abs(most.diff) ? one : most), first);
  return `${count}; farthest apart: ${howFar({ ...far, ci: far.tukey_ci }, alpha, unit, 'simultaneous interval')}.`;
}

/** The number of pairs that differ after Holm's correction, and the pair that is farthest apart. */
function pairsInWords(found: Findings, unit: string): string {
  const tested = found.t_tests.filter((test) => test.p_holm !== null);
  const clear = tested.filter((test) => (test.p_holm as number) < found.alpha);
  const count = `Of ${tested.length} pairs compared by Welch's t-test, ${clear.length} ${clear.length === 1 ? 'differs' : 'differ'} after Holm's correction`;
  const [first, ...rest] = clear;
  if (!first) return `${count}.`;
  const largest = rest.reduce(
    (most, test) => (Math.abs(test.diff) > Math.abs(most.diff) ? test : most),
    first,
  );
  return `${count}; farthest apart: ${howFar(largest, found.alpha, unit)}.`;
}
