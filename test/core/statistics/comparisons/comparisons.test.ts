// Signed ranks, equivalence and drift against R (comparisons.R), bootstrap intervals against scipy (bootstrap.py).
import { expect, test } from 'vitest';
import { mean } from '../../../../core/statistics/descriptives/mean.ts';
import { bootstrapInterval, type GroupStatistic } from '../../../../core/statistics/resampling/bootstrap.ts';
import { driftTest } from '../../../../core/statistics/tests/drift-test.ts';
import { equivalenceTest, nonInferiority } from '../../../../core/statistics/tests/equivalence.ts';
import { wilcoxonSignedRank } from '../../../../core/statistics/tests/wilcoxon-signed-rank.ts';
import { energyToTarget } from '../../../../core/sweep/energy-to-target.ts';
import { paretoSet } from '../../../../core/sweep/pareto.ts';
import { Draw } from '../../energy/random.ts';
import { close, closeInterval, distance, fixture } from '../expected.ts';

type Pair = [number, number];
const of_r = fixture<{
  signed: { a: number[]; b: number[]; v: number; p: number }[];
  tost: {
    a: number[];
    b: number[];
    margin: number;
    alpha: number;
    df: number;
    ci: Pair;
    p_lower: number;
    p_upper: number;
    p: number;
  }[];
  drift: {
    cell: number[];
    order: number[];
    y: number[];
    slope: number;
    t: number;
    p: number;
    df: number;
    ci: Pair;
  }[];
}>('comparisons.json');

test('signed ranks', () => {
  for (const { a, b, v, p } of of_r.signed) {
    const found = wilcoxonSignedRank(a, b);
    expect(found?.v).toBe(v);
    close(found?.p, p, 1e-9);
  }
  expect(wilcoxonSignedRank([1, 2], [1, 2])).toBeNull();
  expect(() => wilcoxonSignedRank([1], [])).toThrow(/pairs/);
});

test('equivalence within a margin, and not worse by more than one', () => {
  for (const { a, b, margin, alpha, ...expected } of of_r.tost) {
    const found = equivalenceTest(a, b, margin, alpha);
    for (const name of ['df', 'p_lower', 'p_upper', 'p'] as const) close(found?.[name], expected[name], 1e-9);
    closeInterval(found?.ci, expected.ci);
    const test = nonInferiority(a, b, margin, 0.05);
    close(test?.p ?? null, expected.p_lower, 1e-9);
    close(test?.lower ?? null, equivalenceTest(a, b, margin, 0.05)?.ci[0] ?? null, 1e-12);
    // The interval at 1 - 2 alpha lies within the margin exactly when both tests reject.
    const [low, high] = expected.ci;
    expect(low > -margin && high < margin).toBe(expected.p < alpha);
  }
  expect(equivalenceTest([1, 1], [1, 1], 1, 0.05)).toBeNull();
  expect(() => equivalenceTest([1, 2], [1, 2], 0, 0.05)).toThrow(/margin above 0/);
});

test('drift within cells', () => {
  for (const { cell, order, y, slope, t, p, df, ci } of of_r.drift) {
    const cells = [1, 2, 3, 4].map((one) =>
      cell.flatMap((c, i) => (c === one ? [{ order: order[i] as number, value: y[i] as number }] : [])),
    );
    const found = driftTest(cells, 0.05);
    close(found?.slope, slope);
    close(found?.t, t, 1e-8);
    close(found?.p, p, 1e-8);
    expect(found?.df).toBe(df);
    closeInterval(found?.ci, ci);
  }
  expect(driftTest([[{ order: 1, value: 3 }], [{ order: 2, value: 4 }]], 0.05)).toBeNull();
  const straight = [1, 2, 3].map((order) => ({ order, value: 2 * order }));
  expect(driftTest([straight], 0.05)).toMatchObject({ slope: 2, p: null, df: 1 });
});

test('bootstrap intervals agree with scipy’s to a few thousandths of their width', () => {
  const cases =
    fixture<{ name: string; groups: number[][]; percentile: Pair; bca: Pair }[]>('bootstrap.json');
  const statistic: GroupStatistic = ([a, b]) => mean(a ?? []) - (b ? mean(b) : 0);
  for (const { groups, percentile, bca } of cases) {
    const draw = new Draw(9);
    const options = { alpha: 0.05, draws: 100_000, uniform01: draw.uniform01 };
    const found = bootstrapInterval(groups, statistic, options);
    const width = percentile[1] - percentile[0];
    for (const end of [0, 1] as const) {
      expect(Math.abs((found?.percentile[end] as number) - percentile[end]) / width).toBeLessThan(0.006);
      expect(Math.abs((found?.bca?.[end] as number) - bca[end]) / width).toBeLessThan(0.006);
    }
  }
});

test('a bootstrap of equal values has an interval of no width and no correction', () => {
  const options = { alpha: 0.05, draws: 200, uniform01: new Draw(1).uniform01 };
  expect(bootstrapInterval([[3, 3, 3]], ([a]) => mean(a ?? []), options)).toEqual({
    percentile: [3, 3],
    bca: null,
  });
  expect(bootstrapInterval([[3]], ([a]) => mean(a ?? []), options)).toBeNull();
});

test('the Pareto set: nothing costs less and is worth as much', () => {
  const points = [
    { cost: 3, worth: 0.9 },
    { cost: 1, worth: 0.7 },
    { cost: 2, worth: 0.6 }, // dearer and worth less than the second
    { cost: 3, worth: 0.9 }, // equal to the first
    { cost: 3, worth: 0.8 },
    { cost: 1, worth: 0.7 },
  ];
  expect(paretoSet(points)).toEqual([1, 5, 0, 3]);
  expect(paretoSet([])).toEqual([]);
  // By the definition, for a cloud of points.
  const draw = new Draw(4);
  const cloud = Array.from({ length: 300 }, () => ({
    cost: Math.round(20 * draw.uniform01()),
    worth: Math.round(20 * draw.uniform01()),
  }));
  const beaten = (i: number): boolean =>
    cloud.some((other) => {
      const [c, w] = [cloud[i]?.cost as number, cloud[i]?.worth as number];
      return other.cost <= c && other.worth >= w && (other.cost < c || other.worth > w);
    });
  expect(new Set(paretoSet(cloud))).toEqual(new Set(cloud.map((_, i) => i).filter((i) => !beaten(i))));
});

test('energy to a target lies on the line between the epochs around it', () => {
  const epochs = [
    { energy_j: 100, value: 0.9 },
    { energy_j: 200, value: 0.5 },
    { energy_j: 300, value: 0.4 },
  ];
  close(energyToTarget(epochs, { value: 0.6, falls: true }), 175);
  expect(distance(energyToTarget(epochs, { value: 0.4, falls: true }) as number, 300)).toBeLessThan(1e-12);
  expect(energyToTarget(epochs, { value: 0.95, falls: true })).toBe(100);
  expect(energyToTarget(epochs, { value: 0.3, falls: true })).toBeNull();
  const rising = epochs.map(({ energy_j, value }) => ({ energy_j, value: 1 - value }));
  close(energyToTarget(rising, { value: 0.4, falls: false }), 175);
  const gap = [epochs[0], { energy_j: null, value: 0.5 }, epochs[2]] as typeof epochs;
  expect(energyToTarget(gap, { value: 0.6, falls: true })).toBeNull();
});
