// The whole analysis against R over designs of every kind: oracle.R makes oracle.json (`npm run oracle`).
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../../core/statistics/analyse.ts';
import { close, closeInterval } from '../expected.ts';
import { closeOnScale, closeP, designs, type Row, scaleOf, tableOf } from './designs.ts';

describe.each(designs.map((one) => [one.name, one] as const))('%s', (_, design) => {
  const { found: want, y } = design;
  const table = tableOf(design);
  const analysis = analyse(table);
  const { scatter } = scaleOf(y);

  test.each([2, 3] as const)('ANOVA of type %i', (ss_type) => {
    const { anova } = analyse(table, { ss_type });
    const rows = ss_type === 3 ? want.three : want.two;
    expect(anova.ss_type).toBe(rows === null && ss_type === 3 ? 2 : ss_type);
    const expected = (rows ?? want.two) as Row[];
    expect(anova.rows.map(({ term }) => term)).toEqual(expected.map(({ term }) => term));
    expected.forEach(({ ss, df, f, log_p }, k) => {
      const row = anova.rows[k];
      expect(row?.df).toBe(df);
      close(row?.ss, ss);
      close(row?.f, f);
      closeP(row?.p, log_p);
    });
  });

  test('assumptions', () => {
    const { normality, residuals, homogeneity } = analysis.assumptions;
    normality.forEach(({ w, p }, i) => {
      const one = want.normality[i] ?? null;
      close(w, one?.w ?? null);
      closeP(p, one?.log_p);
    });
    expect(normality).toHaveLength(want.normality.length);
    close(residuals?.w ?? null, want.residuals?.w ?? null);
    closeP(residuals?.p, want.residuals?.log_p);
    close(homogeneity?.f ?? null, want.homogeneity?.f ?? null);
    closeP(homogeneity?.p, want.homogeneity?.log_p);
    if (want.homogeneity)
      expect(homogeneity).toMatchObject({ df1: want.homogeneity.df1, df2: want.homogeneity.df2 });
  });

  test('t-tests', () => {
    expect(analysis.t_tests.map(({ a, b, levels }) => [a, b, Object.values(levels).join('|')])).toEqual(
      want.t_tests.map(({ a, b, at }) => [a, b, at]),
    );
    want.t_tests.forEach((one, i) => {
      const test_of = analysis.t_tests[i];
      closeOnScale(test_of?.diff, one.diff, scatter);
      close(test_of?.t, one.t ?? null);
      close(test_of?.df, one.df ?? null);
      closeP(test_of?.p, one.log_p);
      if (one.p_holm !== null && one.p_holm > 1e-300) close(test_of?.p_holm, one.p_holm, 1e-6);
      closeInterval(test_of?.ci, one.ci ?? null);
    });
  });

  test('tests of one factor', () => {
    const { welch_anova, rank_tests, post_hoc } = analysis;
    for (const key of ['f', 'df1', 'df2'] as const)
      close(welch_anova?.[key] ?? null, want.welch_anova?.[key] ?? null);
    closeP(welch_anova?.p, want.welch_anova?.log_p);
    close(rank_tests.kruskal_wallis?.h ?? null, want.kruskal?.h ?? null);
    closeP(rank_tests.kruskal_wallis?.p, want.kruskal?.log_p);
    const ranked = want.mann_whitney.filter((one) => one !== null);
    expect(rank_tests.mann_whitney.map(({ a, b, w }) => [a, b, w])).toEqual(
      ranked.map(({ a, b, w }) => [a, b, w]),
    );
    ranked.forEach(({ log_p }, i) => {
      closeP(rank_tests.mann_whitney[i]?.p, log_p);
    });
    if (want.contrasts !== null) return;
    const tukey = post_hoc.filter(({ method }) => method === 'Tukey HSD' && want.tukey !== null);
    expect(tukey.map(({ a, b }) => [a, b])).toEqual((want.tukey ?? []).map(({ a, b }) => [a, b]));
    want.tukey?.forEach((one, i) => {
      const pair = tukey[i];
      closeOnScale(pair?.diff, one.diff, scatter);
      closeInterval(pair?.ci, one.ci);
      // R's studentised range is 1 minus a sum: 1e-10 absolute is what it has itself.
      expect(Math.abs((pair?.p as number) - one.p)).toBeLessThan(1e-9 + 1e-6 * one.p);
    });
  });
});
