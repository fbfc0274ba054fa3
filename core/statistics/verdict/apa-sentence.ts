// The headline test in one line, in the style of the American Psychological Association (7th edition), ready to cite.
import type { AnovaRow, Findings, Headline } from '../analysis.ts';
import { wordDf, wordP, wordPercent, wordShare, wordStatistic } from './words.ts';

/**
 * `t(53.14) = 150.82, p < .001, d = ...`; with several factors one test per term: `a: F(1, 57) = 22932.2, p < .001,
 * ...; b: ...`.
 */
export function apaSentence(found: Findings): string {
  const { anova, headline } = found;
  const tests =
    anova.kind === 'factorial' ? termTests(found) : headline === null ? [] : headlineTest(headline, found);
  return tests.length === 0 ? 'No test could be made.' : `${tests.join('; ')}.`;
}

function termTests({ anova }: Findings): string[] {
  const residual = anova.rows.at(-1)?.df ?? 0;
  return anova.rows
    .slice(0, -1)
    .filter((row) => row.f !== null)
    .map(
      (row) =>
        `${row.term}: F(${row.df}, ${residual}) = ${wordStatistic(row.f as number)}, ${wordP(row.p as number)}${partialEta(row)}`,
    );
}

const partialEta = ({ eta_sq_partial }: AnovaRow): string =>
  eta_sq_partial === null ? '' : `, partial eta squared ${wordShare(eta_sq_partial)}`;

function headlineTest({ test, statistic, value, df, p, term }: Headline, found: Findings): string[] {
  if (value === null || p === null) return [];
  const name = test === 'welch' && statistic === 'F' ? "Welch's F" : statistic;
  const of = df.length === 0 ? '' : `(${df.map(wordDf).join(', ')})`;
  const tested = `${name}${of} = ${wordStatistic(value)}, ${wordP(p)}`;
  const row = found.anova.rows.find((one) => one.term === term);
  if (statistic === 'F') return [`${tested}${row ? partialEta(row) : ''}`];
  return [statistic === 't' ? [tested, ...effects(found)].join(', ') : tested];
}

function effects({ t_tests, alpha }: Findings): string[] {
  const [test] = t_tests;
  if (!test) return [];
  const { cohen_d, hedges_g, g_ci } = test;
  const level = wordPercent(1 - alpha).replace(' ', '');
  return [
    ...(cohen_d === null ? [] : [`d = ${wordStatistic(cohen_d)}`]),
    ...(hedges_g === null ? [] : [`Hedges' g = ${wordStatistic(hedges_g)}`]),
    ...(g_ci === null ? [] : [`${level} CI [${wordStatistic(g_ci[0])}, ${wordStatistic(g_ci[1])}]`]),
  ];
}
