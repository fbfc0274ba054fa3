// The tests in one line in the style of the American Psychological Association (7th edition), to be pasted and cited.
import type { AnovaRow } from '../analysis.ts';
import type { Findings } from './findings.ts';
import { wordDf, wordP, wordPercent, wordShare, wordStatistic } from './words.ts';

/** `t(53.14) = 150.82, p < .001, ...; F(1, 57) = 22932.2, p < .001, partial eta squared = .998`. */
export function apaSentence(found: Findings): string {
  const { anova, t_tests, welch_anova } = found;
  const residual = anova.rows.at(-1);
  const terms = anova.rows.slice(0, -1).filter((row) => row.f !== null);
  const several = anova.kind === 'factorial';
  const tests = terms.map((row) => `${several ? `${row.term}: ` : ''}${fTest(row, residual?.df ?? 0)}`);
  if (!several && t_tests.length === 1) tests.unshift(...tTest(found));
  if (!several && t_tests.length > 1 && welch_anova) {
    const { f, df1, df2, p } = welch_anova;
    tests.push(`Welch's F(${df1}, ${wordDf(df2)}) = ${wordStatistic(f)}, ${wordP(p)}`);
  }
  return tests.length === 0 ? 'No test could be made.' : `${tests.join('; ')}.`;
}

const fTest = ({ df, f, p, eta_sq_partial }: AnovaRow, df_residual: number): string =>
  [
    `F(${df}, ${df_residual}) = ${wordStatistic(f as number)}`,
    wordP(p as number),
    ...(eta_sq_partial === null ? [] : [`partial eta squared ${wordShare(eta_sq_partial)}`]),
  ].join(', ');

function tTest({ t_tests, alpha }: Findings): string[] {
  const test = t_tests[0];
  if (!test || test.t === null || test.df === null || test.p === null) return [];
  const { t, df, p, cohen_d, hedges_g, g_ci } = test;
  const effects = [
    ...(cohen_d === null ? [] : [`d = ${wordStatistic(cohen_d)}`]),
    ...(hedges_g === null ? [] : [`Hedges' g = ${wordStatistic(hedges_g)}`]),
    ...(g_ci === null
      ? []
      : [
          `${wordPercent(1 - alpha).replace(' ', '')} CI [${wordStatistic(g_ci[0])}, ${wordStatistic(g_ci[1])}]`,
        ]),
  ];
  return [[`t(${wordDf(df)}) = ${wordStatistic(t)}`, wordP(p), ...effects].join(', ')];
}
