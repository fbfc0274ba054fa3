// One, two and many groups against R: test/fixtures/statistics/groups.R. Statistics to 1e-9, p to 1e-9 relative unless said.
import { describe, expect, test } from 'vitest';
import { descriptives } from '../../../../core/statistics/descriptives/descriptives.ts';
import { mean } from '../../../../core/statistics/descriptives/mean.ts';
import { brownForsythe } from '../../../../core/statistics/tests/brown-forsythe.ts';
import { cohensD, hedgesG } from '../../../../core/statistics/tests/effect-size.ts';
import { gamesHowell } from '../../../../core/statistics/tests/games-howell.ts';
import { holm } from '../../../../core/statistics/tests/holm.ts';
import { kruskalWallis } from '../../../../core/statistics/tests/kruskal-wallis.ts';
import { mannWhitney } from '../../../../core/statistics/tests/mann-whitney.ts';
import { oneWayAnova } from '../../../../core/statistics/tests/one-way-anova.ts';
import { pairedTTest } from '../../../../core/statistics/tests/paired-t-test.ts';
import { shapiroWilk } from '../../../../core/statistics/tests/shapiro-wilk.ts';
import { studentTTest } from '../../../../core/statistics/tests/student-t-test.ts';
import type { TTestResult } from '../../../../core/statistics/tests/t-test-result.ts';
import { type PairComparison, tukeyHsd } from '../../../../core/statistics/tests/tukey-hsd.ts';
import { welchAnova } from '../../../../core/statistics/tests/welch-anova.ts';
import { welchTTest } from '../../../../core/statistics/tests/welch-t-test.ts';
import { close, closeInterval, fixture } from '../expected.ts';

type Pair = [number, number];
interface T {
  t: number;
  df: number;
  p: number;
  ci: Pair;
}
interface Expected {
  singles: {
    values: number[];
    n: number;
    mean: number;
    sd: number | null;
    se: number | null;
    ci: Pair | null;
    median: number;
    min: number;
    max: number;
    shapiro: { w: number; p: number } | null;
  }[];
  pairs: {
    name: string;
    alpha: number;
    a: number[];
    b: number[];
    welch: T;
    student: T;
    paired: T | null;
    cohen_d: number;
    hedges_g: number;
    g_ci: Pair;
    mann_whitney: { w: number; p: number };
  }[];
  many: {
    name: string;
    alpha: number;
    groups: number[][];
    anova: { ss: Pair; df: Pair; f: number; p: number };
    welch_anova: { f: number; df1: number; df2: number; p: number };
    brown_forsythe: { f: number; df1: number; df2: number; p: number };
    residuals: { w: number; p: number };
    kruskal: { h: number; df: number; p: number };
    tukey: { a: number; b: number; diff: number; ci: Pair; p: number }[];
    games_howell: { a: number; b: number; diff: number; ci: Pair; p: number }[];
    welch_p: number[];
    holm: number[];
  }[];
}
const expected = fixture<Expected>('groups.json');

describe.each(expected.singles.map((one) => [`n = ${one.n}, mean ${one.mean}`, one] as const))(
  '%s',
  (_, one) => {
    test('descriptives', () => {
      const found = descriptives(one.values, 0.05);
      for (const name of ['n', 'mean', 'sd', 'se', 'median', 'min', 'max'] as const)
        close(found[name], one[name]);
      closeInterval(found.ci, one.ci);
    });
    test('Shapiro-Wilk', () => {
      const found = shapiroWilk(one.values);
      close(found?.w ?? null, one.shapiro?.w ?? null);
      close(found?.p ?? null, one.shapiro?.p ?? null, 1e-7);
    });
  },
);

describe.each(expected.pairs.map((pair) => [pair.name, pair] as const))('two groups, %s', (_, pair) => {
  const { a, b, alpha } = pair;
  const check = (found: TTestResult | null, want: T | null) => {
    close(found?.t ?? null, want?.t ?? null);
    close(found?.df ?? null, want?.df ?? null);
    close(found?.p ?? null, want?.p ?? null);
    closeInterval(found?.ci, want?.ci ?? null);
  };
  test('Welch', () => check(welchTTest(a, b, alpha), pair.welch));
  test('Student', () => check(studentTTest(a, b, alpha), pair.student));
  if (pair.paired !== null) test('paired', () => check(pairedTTest(a, b, alpha), pair.paired));
  test("Cohen's d and Hedges' g", () => {
    close(cohensD(a, b), pair.cohen_d);
    const found = hedgesG(a, b, alpha);
    close(found?.g ?? null, pair.hedges_g);
    closeInterval(found?.ci, pair.g_ci);
  });
  test('Mann-Whitney', () => {
    close(mannWhitney(a, b)?.w, pair.mann_whitney.w);
    close(mannWhitney(a, b)?.p, pair.mann_whitney.p);
  });
});

describe.each(expected.many.map((many) => [many.name, many] as const))('many groups, %s', (_, many) => {
  const { groups, alpha } = many;
  test('one-way ANOVA', () => {
    const found = oneWayAnova(groups);
    close(found.ss_between, many.anova.ss[0]);
    close(found.ss_within, many.anova.ss[1]);
    expect([found.df_between, found.df_within]).toEqual(many.anova.df);
    close(found.f, many.anova.f);
    close(found.p, many.anova.p);
  });
  test("Welch's ANOVA", () => {
    const found = welchAnova(groups);
    for (const name of ['f', 'df1', 'df2', 'p'] as const) close(found?.[name], many.welch_anova[name]);
  });
  test('Brown-Forsythe', () => {
    const found = brownForsythe(groups);
    for (const name of ['f', 'df1', 'df2', 'p'] as const) close(found?.[name], many.brown_forsythe[name]);
  });
  test('Shapiro-Wilk of the residuals', () => {
    const found = shapiroWilk(groups.flatMap((group) => group.map((value) => value - mean(group))));
    close(found?.w, many.residuals.w);
    close(found?.p, many.residuals.p, 1e-7);
  });
  test('Kruskal-Wallis', () => {
    const found = kruskalWallis(groups);
    for (const name of ['h', 'df', 'p'] as const) close(found?.[name], many.kruskal[name]);
  });
  test.each([
    ['Tukey HSD', tukeyHsd(groups, alpha), many.tukey],
    ['Games-Howell', gamesHowell(groups, alpha), many.games_howell],
  ] as [string, PairComparison[], Expected['many'][0]['tukey']][])('%s', (_name, found, want) => {
    expect(found.map(({ a, b }) => [a, b])).toEqual(want.map(({ a, b }) => [a, b]));
    found.forEach((pair, i) => {
      const row = want[i] as (typeof want)[0];
      close(pair.diff, row.diff);
      closeInterval(pair.ci, row.ci);
      // The studentised range is good to 1e-10 absolute, in R too.
      expect(Math.abs((pair.p as number) - row.p)).toBeLessThan(1e-10);
    });
  });
  test('Welch pairs under Holm', () => {
    holm(many.welch_p).forEach((p, i) => close(p, many.holm[i] as number));
  });
});

test('Holm keeps a test that could not be made out of the family', () => {
  expect(holm([0.01, null, 0.04])).toEqual([0.02, null, 0.04]);
});

test('what cannot be tested is null', () => {
  expect(welchTTest([1, 1, 1], [2, 2], 0.05)).toBeNull();
  expect(welchTTest([1], [2, 3], 0.05)).toBeNull();
  expect(studentTTest([1], [2], 0.05)).toBeNull();
  expect(pairedTTest([1, 2], [2, 3], 0.05)).toBeNull();
  expect(cohensD([1, 1], [2, 2])).toBeNull();
  expect(hedgesG([1], [2, 3], 0.05)).toBeNull();
  expect(
    welchAnova([
      [1, 1],
      [2, 3],
    ]),
  ).toBeNull();
  expect(
    kruskalWallis([
      [1, 1],
      [1, 1],
    ]),
  ).toBeNull();
  expect(mannWhitney([1, 1], [1])).toBeNull();
  expect(shapiroWilk([3, 3, 3, 3])).toBeNull();
  expect(
    oneWayAnova([
      [1, 1],
      [2, 2],
    ]),
  ).toMatchObject({ f: null, p: null, ss_between: 1, ss_within: 0 });
});
