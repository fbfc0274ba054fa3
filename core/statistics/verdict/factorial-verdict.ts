// The verdict on several factors: main effects, interactions, and the difference between the first factor's levels.
import type { AnovaRow, Findings } from '../analysis.ts';
import type { MarginalContrast } from '../model/marginal-contrasts.ts';
import type { StudyCells } from '../model/study-cells.ts';
import { wordExplained } from './effect-words.ts';
import { apart, interval } from './one-factor-verdict.ts';
import { wordList, wordP, wordPercent, wordShare } from './words.ts';

/** `unit` comes with its leading space, or empty. */
export function factorialVerdict(
  found: Findings,
  study: StudyCells,
  contrasts: readonly MarginalContrast[],
  beside: readonly string[],
  unit: string,
): string {
  const names = study.factors.map((factor) => factor.name);
  const rows = found.anova.rows.slice(0, -1);
  const main = names.map((name) =>
    mainEffect(
      rows.find((row) => row.term === name),
      name,
      found,
    ),
  );
  const interactions = rows.filter((row) => row.term.includes(':') && !names.includes(row.term));
  return [
    ...main.flatMap((sentence, i) =>
      i === 0 ? [sentence, magnitude(contrasts, averagedOver(names, beside), found, unit)] : [sentence],
    ),
    interaction(interactions, found.alpha),
    within(found, names),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function mainEffect(row: AnovaRow | undefined, name: string, { response, alpha, anova }: Findings): string {
  if (!row || row.p === null)
    return `The effect of ${name} on ${response} cannot be tested (see the warnings).`;
  const test = `factorial analysis of variance, type ${anova.ss_type === 2 ? 'II' : 'III'}, ${wordP(row.p)}`;
  if (row.p >= alpha) {
    return `There is no evidence of a difference in ${response} between the levels of ${name} (${test}, not below alpha = ${alpha}), which does not show that they are equal.`;
  }
  const size =
    row.eta_sq_partial === null
      ? ''
      : `, a ${wordExplained(row.eta_sq_partial)} effect (partial eta squared ${wordShare(row.eta_sq_partial)})`;
  return `${response} differs between the levels of ${name}: the main effect is statistically significant (${test}, below alpha = ${alpha})${size}.`;
}

const averagedOver = (names: readonly string[], beside: readonly string[]): string =>
  `Averaged over ${wordList(names.slice(1))}${beside.length === 0 ? '' : ` and adjusted for ${wordList(beside)}`}`;

/** The first factor's largest difference, averaged over the other factors; Tukey's interval with more than two levels. */
function magnitude(
  contrasts: readonly MarginalContrast[],
  averaged: string,
  { alpha }: Findings,
  unit: string,
): string {
  const [first, ...rest] = contrasts;
  if (!first) return '';
  const far = rest.reduce(
    (most, other) => (Math.abs(other.diff) > Math.abs(most.diff) ? other : most),
    first,
  );
  const several = rest.length > 0;
  const ci = several ? far.tukey_ci : far.ci;
  const half = ci === null ? null : (ci[1] - ci[0]) / 2;
  const within =
    ci === null ? '' : interval(far.diff, ci, alpha, unit, several ? 'simultaneous interval' : 'interval');
  const share =
    far.mean_b > 0 && far.diff !== 0 ? `, ${wordPercent(Math.abs(far.diff) / far.mean_b)} of ${far.b}` : '';
  return `${averaged}, ${several ? 'the pair farthest apart: ' : ''}${apart(far.a, far.b, far.diff, half, unit)}${within}${share}.`;
}

function interaction(rows: readonly AnovaRow[], alpha: number): string {
  const tested = rows.filter((row) => row.p !== null);
  const clear = tested.filter((row) => (row.p as number) < alpha);
  if (tested.length === 0) return 'Interactions between the factors cannot be tested.';
  if (clear.length === 0) {
    const least = Math.min(...tested.map((row) => row.p as number));
    const ps =
      tested.length === 1 ? wordP(least) : `all ${tested.length} interactions: smallest ${wordP(least)}`;
    return `There is no evidence that the effect of one factor depends on another (${ps}).`;
  }
  const named = clear.map(
    (row) => `${row.term.replaceAll(':', ' and ')} interact (${wordP(row.p as number)})`,
  );
  return `The effects depend on each other: ${wordList(named)}. Read the comparisons within single levels before the averages.`;
}

/** The first factor's comparisons within the combinations of the others. */
function within({ t_tests, alpha }: Findings, names: readonly string[]): string {
  const tested = t_tests.filter((test) => test.p_holm !== null);
  if (tested.length === 0) return '';
  const clear = tested.filter((test) => (test.p_holm as number) < alpha);
  return `Within single levels of ${wordList(names.slice(1))}, ${clear.length} of ${tested.length} comparisons of ${names[0]} are significant by Welch's t-test after Holm's correction.`;
}
