// The whole analysis against R over designs of every kind: oracle.R makes oracle.json (`npm run oracle`).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { TidyTable } from '../../../../core/analysis.ts';
import { analyse } from '../../../../core/statistics/analyse.ts';
import { close, closeInterval } from '../expected.ts';

interface LogP {
  readonly log_p: number | null;
}
interface Row extends LogP {
  readonly term: string;
  readonly ss: number;
  readonly df: number;
  readonly f: number | null;
}
interface TTest {
  readonly a: string;
  readonly b: string;
  readonly at: string;
  readonly diff: number;
  readonly t?: number;
  readonly df?: number;
  readonly ci?: [number, number];
  readonly log_p?: number;
  readonly p_holm: number | null;
}
interface Design {
  readonly name: string;
  readonly factors: string[];
  readonly rows: string[][];
  readonly y: number[];
  readonly day: string[] | null;
  readonly temp_c: number[] | null;
  readonly found: {
    readonly two: Row[] | null;
    readonly three: Row[] | null;
    readonly normality: ((LogP & { w: number }) | null)[];
    readonly residuals: (LogP & { w: number }) | null;
    readonly homogeneity: (LogP & { f: number; df1: number; df2: number }) | null;
    readonly t_tests: TTest[];
    readonly welch_anova: (LogP & { f: number; df1: number; df2: number }) | null;
    readonly kruskal: (LogP & { h: number; df: number }) | null;
    readonly mann_whitney: ((LogP & { a: string; b: string; w: number }) | null)[];
    readonly tukey: { a: string; b: string; diff: number; ci: [number, number]; p: number }[] | null;
  };
}
const designs = JSON.parse(readFileSync(new URL('oracle.json', import.meta.url), 'utf8')) as Design[];

const tableOf = ({ factors, rows, y, day, temp_c }: Design): TidyTable => ({
  response: 'energy_j',
  factors,
  ...(day ? { block: 'day' } : {}),
  ...(temp_c ? { covariates: ['temp_c'] } : {}),
  rows: rows.map((levels, i) => ({
    levels: Object.fromEntries(factors.map((name, f) => [name, levels[f] as string])),
    value: y[i] as number,
    ...(day ? { block: day[i] as string } : {}),
    ...(temp_c ? { covariates: [temp_c[i] as number] } : {}),
  })),
});

/** p as its logarithm, which keeps a relative error of 1e-6 the same size down to 1e-300. */
function closeP(p: number | null | undefined, log_p: number | null | undefined): void {
  if (log_p == null || p == null) {
    expect(p ?? null).toBe(log_p ?? null);
    return;
  }
  expect(Math.abs(Math.log(p) - log_p), `${p} should be exp(${log_p})`).toBeLessThan(1e-6);
}

/** Differences of means lose what the means had in common: told on the scale of the scatter. */
function closeOnScale(actual: number | null | undefined, expected: number, scale: number): void {
  expect(Math.abs((actual as number) - expected) / (Math.abs(expected) + scale)).toBeLessThan(1e-9);
}

describe.each(designs.map((one) => [one.name, one] as const))('%s', (_, design) => {
  const { found: want, y } = design;
  const table = tableOf(design);
  const analysis = analyse(table);
  const middle = y.reduce((total, value) => total + (value - (y[0] as number)), 0) / y.length;
  const scatter = Math.sqrt(
    y.reduce((total, value) => total + (value - (y[0] as number) - middle) ** 2, 0) / y.length,
  );

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
    if (design.factors.length > 1) return;
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
