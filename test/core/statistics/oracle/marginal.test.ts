// Headline test, adjusted means, simple effects and paired blocks against R: headline.R and marginal.R.
import { describe, expect, test } from 'vitest';
import { AuditError } from '../../../../core/errors.ts';
import { analyse } from '../../../../core/statistics/analyse.ts';
import type { Levels } from '../../../../core/statistics/analysis.ts';
import { close, closeInterval } from '../expected.ts';
import { closeOnScale, closeP, designs, scaleOf, tableOf } from './designs.ts';

/** Within 1e-8 of the expected or of 1. */
function closeOrNull(actual: number | null, expected: number | null): void {
  if (expected === null || actual === null) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThan(1e-8 * Math.max(1, Math.abs(expected)));
}

const at = (levels: Levels): string => Object.values(levels).join('|');

describe.each(designs.map((one) => [one.name, one] as const))('%s', (_, design) => {
  const { found: want, y } = design;
  const table = tableOf(design);
  const analysis = analyse(table);
  const { scatter } = scaleOf(y);
  const origin = y[0] as number;
  /** The means are rounded at the size of the values themselves. */
  const rounding = 4 * Number.EPSILON * Math.abs(origin);
  const closeMean = (actual: number | null | undefined, expected: number | null): void => {
    if (expected === null || actual == null) expect(actual ?? null).toBe(expected);
    else
      expect(Math.abs(actual - origin - expected)).toBeLessThan(
        1e-9 * (Math.abs(expected) + scatter) + rounding,
      );
  };

  test('the headline follows the rule and quotes that test', () => {
    const { headline, t_tests, anova, welch_anova, rank_tests } = analysis;
    expect(headline?.test).toBe(want.test);
    expect(headline).toMatchObject({ term: 'a', asked: false });
    const [t] = t_tests;
    const row = anova.rows[0];
    const two = new Set(design.rows.map(([a]) => a)).size === 2;
    const quoted = {
      welch: two ? [t?.t ?? null, t?.p ?? null] : [welch_anova?.f ?? null, welch_anova?.p ?? null],
      anova: [row?.f ?? null, row?.p ?? null],
      student: [],
      'mann-whitney': [rank_tests.mann_whitney[0]?.w, rank_tests.mann_whitney[0]?.p],
      kruskal: [rank_tests.kruskal_wallis?.h, rank_tests.kruskal_wallis?.p],
    }[want.test];
    expect([headline?.value, headline?.p]).toEqual(quoted);
  });

  test('a test that is asked for heads, or is refused where it cannot answer', () => {
    const alone = design.factors.length === 1 && !design.day && !design.temp_c;
    const levels = new Set(design.rows.map(([a]) => a)).size;
    for (const wanted of ['welch', 'student', 'anova', 'mann-whitney', 'kruskal'] as const) {
      const fits =
        wanted === 'anova' || (alone && (levels === 2 || wanted === 'welch' || wanted === 'kruskal'));
      if (fits)
        expect(analyse(table, { test: wanted }).headline).toMatchObject({ test: wanted, asked: true });
      else expect(() => analyse(table, { test: wanted })).toThrow(AuditError);
    }
    if (!alone || levels !== 2) return;
    const { headline } = analyse(table, { test: 'student' });
    close(headline?.value, want.student?.t ?? null);
    closeP(headline?.p, want.student?.log_p);
    closeInterval(headline?.ci, want.student?.ci ?? null);
    if (want.student) expect(headline?.df).toEqual([want.student.df]);
  });

  test('estimated marginal means', () => {
    const { estimated_means } = analysis;
    expect(estimated_means.map(({ levels }) => [Object.keys(levels).join(':'), at(levels)])).toEqual(
      want.means.map((one) => [one.term, one.at]),
    );
    want.means.forEach(({ mean, se, ci }, i) => {
      const one = estimated_means[i];
      closeMean(one?.mean, mean);
      close(one?.se, se);
      closeMean(one?.ci?.[0], ci?.[0] ?? null);
      closeMean(one?.ci?.[1], ci?.[1] ?? null);
    });
  });

  test('simple effects', () => {
    expect(analysis.simple_effects.map((one) => [at(one.levels), one.df1])).toEqual(
      want.simple.map((one) => [one.at, one.df1]),
    );
    want.simple.forEach(({ f, log_p, p_holm }, i) => {
      const one = analysis.simple_effects[i];
      close(one?.f, f, 1e-8);
      closeP(one?.p, log_p);
      if (p_holm === null || p_holm > 1e-300) close(one?.p_holm, p_holm, 1e-6);
    });
  });

  test('levels compared, adjusted for the other factors, the block and the covariates', () => {
    if (want.contrasts === null) return;
    const levels = new Set(design.rows.map(([a]) => a)).size;
    const tukey = levels > 2 ? analysis.post_hoc : [];
    expect(tukey.map(({ a, b, method }) => [a, b, method])).toEqual(
      levels > 2 ? want.contrasts.map(({ a, b }) => [a, b, 'Tukey HSD']) : [],
    );
    tukey.forEach(({ diff, ci, p }, i) => {
      const one = want.contrasts?.[i];
      closeOnScale(diff, one?.diff as number, scatter);
      closeInterval(ci, one?.tukey_ci ?? null);
      // R's studentised range is 1 minus a sum: 1e-10 absolute is what it has itself.
      expect(Math.abs((p ?? 2) - (one?.tukey_p ?? 2))).toBeLessThan(1e-9 + 1e-6 * (one?.tukey_p ?? 0));
    });
    if (levels !== 2 || design.factors.length > 1) return;
    closeOnScale(analysis.headline?.diff, want.contrasts[0]?.diff as number, scatter);
    closeInterval(analysis.headline?.ci, want.contrasts[0]?.ci ?? null);
  });

  test('residuals, leverage, Cook’s distance and outliers of the rows', () => {
    const rows = want.residuals_of_rows;
    if (rows === null) return;
    expect(analysis.residuals.map(({ row }) => row)).toEqual(y.map((_, i) => i + 1));
    analysis.residuals.forEach((one, i) => {
      closeOnScale(one.residual, rows.residual[i] as number, scatter);
      closeMean(one.fitted, (y[i] as number) - origin - (rows.residual[i] as number));
      close(one.leverage, rows.leverage[i] as number);
      // Where all but one row of a cell are equal, a residual of 0 is one of rounding.
      closeOrNull(one.standardised, rows.standardised[i] ?? null);
      closeOrNull(one.cook_d, rows.cook_d[i] ?? null);
      closeOrNull(one.p_outlier, rows.p_outlier[i] ?? null);
    });
  });

  test('paired t-tests and signed ranks of the blocks', () => {
    const { paired_t_tests } = analysis;
    expect(paired_t_tests.map(({ a, b, levels }) => [a, b, at(levels)])).toEqual(
      want.paired.map((one) => [one.a, one.b, one.at]),
    );
    want.paired.forEach(({ t }, i) => {
      const one = paired_t_tests[i];
      for (const key of ['t', 'df', 'p'] as const) close(one?.[key], t?.[key] ?? null, 1e-8);
      closeInterval(one?.ci, t?.ci ?? null);
      if (t) closeOnScale(one?.diff, t.diff, scatter);
    });
    expect(analysis.signed_ranks.map(({ a, b, levels, pairs, v }) => [a, b, at(levels), pairs, v])).toEqual(
      want.paired.map(({ a, b, at: where, pairs, v }) => [a, b, where, pairs, v]),
    );
    want.paired.forEach(({ log_p }, i) => {
      closeP(analysis.signed_ranks[i]?.p, log_p);
    });
  });
});
