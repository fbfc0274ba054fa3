// The whole analysis: put together from parts that R has checked, in the order and with the words that were promised.
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../core/statistics/analyse.ts';
import { marginalContrasts } from '../../../core/statistics/model/marginal-contrasts.ts';
import { studyCells } from '../../../core/statistics/model/study-cells.ts';
import { close, closeInterval, fixture } from './expected.ts';
import { type FactorialRow, factorialData, tableOf } from './model/factorial-data.ts';
import { group, table } from './tables.ts';

describe.each(factorialData.map((one) => [one.name, one] as const))('against R, %s', (name, one) => {
  const tolerance = name.includes('offset') ? 1e-7 : 1e-9;

  test.each([2, 3] as const)('ANOVA of type %i with effect sizes', (ss_type) => {
    const { anova } = analyse(tableOf(one), { ss_type });
    const given = ss_type === 3 && one.three ? 3 : 2;
    expect(anova.ss_type).toBe(given);
    expect(anova.kind).toBe(one.factors.length > 1 ? 'factorial' : 'one-way');
    const want = (given === 3 ? one.three : one.two) as FactorialRow[];
    expect(anova.rows.map((row) => row.term)).toEqual([...want.map((row) => row.term), 'residual']);
    const ms = one.residual.ss / one.residual.df;
    want.forEach((row, i) => {
      const found = anova.rows[i];
      for (const key of ['ss', 'df', 'f'] as const) close(found?.[key], row[key], tolerance);
      close(found?.p, row.p, 10 * tolerance);
      close(found?.ms, row.ss / row.df, tolerance);
      close(found?.eta_sq, row.ss / one.ss_total, tolerance);
      close(found?.eta_sq_partial, row.ss / (row.ss + one.residual.ss), tolerance);
      close((found?.omega_sq as number) + 1, (row.ss - row.df * ms) / (one.ss_total + ms) + 1, tolerance);
    });
    expect(anova.rows.at(-1)).toMatchObject({ df: one.residual.df, f: null, p: null, eta_sq: null });
  });

  test('levels of the first factor averaged over the others', () => {
    const [found] = marginalContrasts(studyCells(tableOf(one), {}), 0.05, null);
    if (one.contrast) {
      close(found?.diff, one.contrast.diff, tolerance);
      closeInterval(found?.ci, one.contrast.ci, tolerance);
    }
    const tukey = analyse(tableOf(one)).post_hoc.filter((pair) => pair.method === 'Tukey HSD');
    for (const want of one.tukey ?? []) {
      const pair = tukey.find(({ a, b }) => a === want.pair[0] && b === want.pair[1]);
      close(pair?.diff, want.diff);
      closeInterval(pair?.ci, want.ci);
      expect(Math.abs((pair?.p as number) - want.p)).toBeLessThan(1e-10);
    }
  });
});

test('one factor of two levels gives the numbers of the single tests', () => {
  const [pair] = fixture<{
    pairs: { a: number[]; b: number[]; welch: { t: number; p: number }; g_ci: [number, number] }[];
  }>('groups.json').pairs;
  const { a, b, welch, g_ci } = pair as NonNullable<typeof pair>;
  const found = analyse(table(['f'], [...a.map((v) => ['a', v]), ...b.map((v) => ['b', v])]));
  expect(found.t_tests).toHaveLength(1);
  close(found.t_tests[0]?.t, welch.t);
  close(found.t_tests[0]?.p, welch.p);
  close(found.t_tests[0]?.p_holm, welch.p);
  closeInterval(found.t_tests[0]?.g_ci, g_ci);
  expect(found.anova.kind).toBe('one-way');
  close(found.anova.rows[0]?.p, found.welch_anova?.p as number, 0.05);
  expect(found.post_hoc).toEqual([]);
  expect(found.rank_tests.kruskal_wallis).not.toBeNull();
});

test('with several factors the first is compared within the others, Holm over all of it', () => {
  const rows = ['fp32', 'mixed'].flatMap((p, i) =>
    ['128', '32', '512'].flatMap((b, j) => group([p, b], 100 - 3 * i - j)),
  );
  const found = analyse(table(['precision', 'batch'], rows));
  expect(found.groups.map((g) => Object.values(g.levels).join())).toEqual([
    'fp32,32',
    'fp32,128',
    'fp32,512',
    'mixed,32',
    'mixed,128',
    'mixed,512',
  ]);
  expect(found.t_tests.map(({ a, b, levels }) => [a, b, levels])).toEqual([
    ['fp32', 'mixed', { batch: '32' }],
    ['fp32', 'mixed', { batch: '128' }],
    ['fp32', 'mixed', { batch: '512' }],
  ]);
  for (const { p, p_holm } of found.t_tests) close(p_holm, 3 * (p as number), 1e-9);
  expect(found.welch_anova).toBeNull();
  expect(found.rank_tests).toEqual({ mann_whitney: [], kruskal_wallis: null });
});

test('the order of rows changes nothing, the order of levels on demand', () => {
  const rows = ['fp32', 'bf16', 'fp16'].flatMap((p, i) => group([p], 50 + i));
  const found = analyse(table(['precision'], rows));
  const turned = analyse(table(['precision'], [...rows].reverse()));
  expect(turned.groups.map((g) => g.levels)).toEqual(found.groups.map((g) => g.levels));
  close(turned.anova.rows[0]?.f, found.anova.rows[0]?.f as number, 1e-12);
  const ordered = analyse(table(['precision'], rows), { level_order: { precision: ['fp32', 'fp16'] } });
  expect(ordered.groups.map((g) => g.levels['precision'])).toEqual(['fp32', 'fp16', 'bf16']);
  expect(ordered.t_tests[0]).toMatchObject({ a: 'fp32', b: 'fp16', diff: expect.closeTo(-2, 9) });
});
