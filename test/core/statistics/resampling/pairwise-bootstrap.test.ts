// The analysis's own bootstrap: its formula against R (bca.R), its intervals against scipy (bootstrap.py), its coverage by simulation.
import { expect, test } from 'vitest';
import { analyse } from '../../../../core/statistics/analyse.ts';
import { studyCells } from '../../../../core/statistics/model/study-cells.ts';
import { drawnInterval } from '../../../../core/statistics/resampling/bootstrap.ts';
import {
  differenceAcceleration,
  pairwiseBootstrap,
} from '../../../../core/statistics/resampling/pairwise-bootstrap.ts';
import { Draw } from '../../energy/random.ts';
import { close, closeInterval, fixture } from '../expected.ts';
import { table } from '../tables.ts';

type Pair = [number, number];
const of_r = fixture<{
  cases: {
    a: number[];
    b: number[];
    alpha: number;
    estimate: number;
    draws: number[];
    acceleration: number;
    percentile: Pair;
    bca: Pair;
  }[];
  coverage: { percentile: number; bca: number };
}>('bca.json');

const ofTwo = (a: readonly number[], b: readonly number[]) =>
  table(['f'], [...a.map((value) => ['a', value]), ...b.map((value) => ['b', value])]);

test('bias, acceleration and the corrected interval are those of R from the same draws', () => {
  for (const { a, b, alpha, estimate, draws, acceleration, percentile, bca } of of_r.cases) {
    close(differenceAcceleration(a, b), acceleration);
    const found = drawnInterval(Float64Array.from(draws), estimate, differenceAcceleration(a, b), alpha);
    closeInterval(found.percentile, percentile);
    closeInterval(found.bca, bca);
  }
});

test('the intervals of the analysis agree with scipy’s within what 2000 draws leave open', () => {
  const cases = fixture<{ groups: number[][]; percentile: Pair; bca: Pair }[]>('bootstrap.json').filter(
    ({ groups }) => groups.length === 2,
  );
  expect(cases.length).toBeGreaterThan(0);
  for (const { groups, percentile, bca } of cases) {
    const [found] = analyse(ofTwo(groups[0] as number[], groups[1] as number[])).bootstrap;
    const width = percentile[1] - percentile[0];
    for (const end of [0, 1] as const) {
      // An end at 2.5 % has a standard error of 1.5 % of the width.
      expect(Math.abs((found?.percentile[end] as number) - percentile[end]) / width).toBeLessThan(0.05);
      expect(Math.abs((found?.bca?.[end] as number) - bca[end]) / width).toBeLessThan(0.05);
    }
  }
});

test('the same table gives the same interval, and says its seed and its draws', () => {
  const once = analyse(ofTwo([1, 4, 9, 16], [2, 3, 5, 7])).bootstrap;
  expect(once).toEqual(analyse(ofTwo([1, 4, 9, 16], [2, 3, 5, 7])).bootstrap);
  expect(once).toMatchObject([{ a: 'a', b: 'b', draws: 2000, seed: 1979 }]);
});

test('95 % intervals of twenty skewed values hold the true difference as often as R’s do: 92 and 91 %', () => {
  const draw = new Draw(11);
  const skewed = (n: number, mean: number): number[] =>
    Array.from({ length: n }, () => -mean * Math.log(1 - draw.uniform01()));
  const times = 1000;
  const held = { percentile: 0, bca: 0 };
  for (let i = 0; i < times; i++) {
    const study = studyCells(ofTwo(skewed(20, 30), skewed(25, 20)), {});
    const [found] = pairwiseBootstrap(study, 0.05);
    for (const kind of ['percentile', 'bca'] as const) {
      const [low, high] = found?.[kind] as Pair;
      if (low <= 10 && 10 <= high) held[kind] += 1;
    }
  }
  for (const kind of ['percentile', 'bca'] as const)
    expect(Math.abs(held[kind] / times - of_r.coverage[kind])).toBeLessThan(0.03); // three standard errors
});

test('one value has no interval, nor have two constants; a constant against scatter has one', () => {
  expect(analyse(ofTwo([1], [2, 3])).bootstrap).toEqual([]);
  expect(analyse(ofTwo([4, 4], [3, 3])).bootstrap).toEqual([]);
  expect(analyse(ofTwo([4, 4, 4], [1, 2, 3])).bootstrap).toMatchObject([{ diff: 2 }]);
});
