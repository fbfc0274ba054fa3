// Plans: what is asked is solved for, a pilot's scatter is what the plan rests on, and what cannot be planned is refused.
import { expect, test } from 'vitest';
import { analyse } from '../../../../core/statistics/analyse.ts';
import { planFromPilot } from '../../../../core/statistics/power/pilot.ts';
import { planPower } from '../../../../core/statistics/power/plan.ts';
import { close } from '../expected.ts';

const QUESTION = { test: { kind: 't' }, alpha: 0.05, power: 0.8, effect: null, n: null } as const;

test('replicates for an effect: Cohen’s textbook 64 for d = 0.5', () => {
  const plan = planPower({ ...QUESTION, effect: 0.5 });
  expect(plan).toMatchObject({ n: 64, total: 128, solved_for: 'n', effect_measure: 'd' });
  expect(plan.power).toBeGreaterThan(0.8);
  expect(plan.text).toMatch(
    /^With 64 values in each of the two groups, an effect of d = 0.5 is found .* 80.* %/,
  );
});

test('the least effect that 10 pairs show, and the power of a plan', () => {
  const least = planPower({ ...QUESTION, test: { kind: 'paired' }, n: 10 });
  expect(least).toMatchObject({ solved_for: 'effect', effect_measure: 'dz', total: 20 });
  close(least.power, 0.8, 1e-9);
  const both = planPower({ ...QUESTION, test: { kind: 'anova', df: 2, cells: 6 }, effect: 0.4, n: 7 });
  expect(both).toMatchObject({ solved_for: 'power', total: 42, effect_measure: 'f' });
});

test('nothing given, or nothing to find, is refused in words', () => {
  expect(() => planPower(QUESTION)).toThrow(/expected an effect, a number of replicates, or both/);
  expect(() => planPower({ ...QUESTION, effect: 1e-5 })).toThrow(/no number of replicates up to 1,000,000/);
});

const table = (values: Record<string, readonly number[]>) => ({
  response: 'energy_j',
  factors: ['precision'],
  rows: Object.entries(values).flatMap(([precision, list]) =>
    list.map((value) => ({ levels: { precision }, value })),
  ),
});

test('a pilot gives scatter and difference, and says how little it knows', () => {
  const pilot = table({ fp32: [300, 310, 305, 295], bf16: [296, 290, 301, 293] });
  const plan = planFromPilot(pilot, { alpha: 0.05, power: 0.8, diff: null });
  // sd within the two groups: sqrt((125 + 66) / 6); chi-squared quantiles of 6 df at 0.975 and 0.025: 14.449, 1.2373
  close(plan.pilot.sd, Math.sqrt(191 / 6));
  close(plan.pilot.sd_ci?.[0] as number, Math.sqrt(191 / 14.449375), 1e-6);
  close(plan.pilot.sd_ci?.[1] as number, Math.sqrt(191 / 1.237344), 1e-6);
  close(plan.effect, 7.5 / Math.sqrt(191 / 6));
  const [fewest, most] = plan.pilot.n_ci as [number, number];
  expect(fewest).toBeLessThan(plan.n);
  expect(most).toBeGreaterThan(plan.n);
  expect(plan.text).toContain('which a small pilot tends to overstate');
  const wanted = planFromPilot(pilot, { alpha: 0.05, power: 0.8, diff: 3 });
  expect(wanted.n).toBeGreaterThan(plan.n);
  expect(wanted.text).toContain('a difference of 3');
});

test('a pilot of three levels plans for the F of the factor', () => {
  const pilot = table({ a: [1, 2, 3], b: [2, 3, 4], c: [4, 5, 6] });
  const plan = planFromPilot(pilot, { alpha: 0.05, power: 0.9, diff: null });
  expect(plan.test).toEqual({ kind: 'anova', df: 2, cells: 3 });
  close(plan.effect, Math.sqrt(14 / 9)); // means 2, 3, 5; sd 1
});

test.each([
  ['one value in every cell', { a: [1], b: [2] }],
  ['no scatter', { a: [1, 1], b: [2, 2] }],
  ['one level', { a: [1, 2, 3] }],
])('a pilot with %s is refused', (_, values) => {
  expect(() => planFromPilot(table(values), { alpha: 0.05, power: 0.8, diff: null })).toThrow(/pilot/);
});

test('a margin brings the tests of equivalence into the analysis, pair by pair', () => {
  const values = table({
    fp32: [300, 301, 299, 300.5],
    bf16: [300.2, 300.9, 299.4, 300],
    tf32: [310, 311, 309, 310],
  });
  expect(analyse(values).equivalence).toEqual([]);
  const { equivalence } = analyse(values, { margin: 3 });
  expect(equivalence.map(({ a, b, equivalent }) => [a, b, equivalent])).toEqual([
    ['bf16', 'fp32', true],
    ['bf16', 'tf32', false],
    ['fp32', 'tf32', false],
  ]);
  expect(() => analyse(values, { margin: 0 })).toThrow(/margin of equivalence above 0/);
});
