// Sentences a student may quote: they say what was tested and never more than was found.
import { expect, test } from 'vitest';
import { analyse } from '../../../../core/statistics/analyse.ts';
import type { TidyTable } from '../../../../core/statistics/tidy-table.ts';

const SCATTER = [-1.6, -1.2, -0.9, -0.5, -0.3, -0.1, 0.2, 0.4, 0.6, 0.8, 1.1, 1.5];
const table = (centres: Record<string, number>, response = 'energy_j'): TidyTable => {
  const factors = ['precision', 'batch', 'layers'].slice(0, Object.keys(centres)[0]?.split(' ').length);
  return {
    response,
    factors,
    rows: Object.entries(centres).flatMap(([cell, centre]) =>
      SCATTER.map((d) => ({
        levels: Object.fromEntries(factors.map((name, f) => [name, cell.split(' ')[f] as string])),
        value: centre + d,
      })),
    ),
  };
};

test('a clear difference: test, size with interval and unit, effect', () => {
  const { text, apa } = analyse(table({ fp32: 130, mixed: 100 }), { unit: 'J' }).verdict;
  expect(text).toBe(
    "energy_j differs between fp32 and mixed: the difference is statistically significant (Welch's t-test, p < .001, below alpha = 0.05). On average, fp32 is 30.00 J above mixed (95 % interval 29.20 to 30.80 J), 30 % of mixed. That is a very large effect (Hedges' g = 30.65, 95 % interval 21.62 to 39.67).",
  );
  expect(apa).toMatch(
    /^t\(22\) = 77\.77, p < \.001, d = 31\.\d\d, Hedges' g = 30\.65, 95% CI \[21\.62, 39\.67\]\.$/,
  );
});

test('no significance is no evidence of a difference, and not proof of none', () => {
  const { text } = analyse(table({ fp32: 100.4, mixed: 100 }), { unit: 'J' }).verdict;
  expect(text).toMatch(
    /^There is no evidence of a difference in energy_j between fp32 and mixed \(Welch's t-test, p = \.\d{3}, not below alpha = 0\.05\)/,
  );
  expect(text).toMatch(/does not show that they are equal/);
  expect(text).not.toMatch(/no difference|significant/);
});

test('a lower first level is reported with a positive size', () => {
  const { text } = analyse(table({ a: 100, b: 130 }), { unit: 'J', alpha: 0.01 }).verdict;
  expect(text).toMatch(/a is 30\.\d* J below b \(99 % interval 28\.\d+ to 31\.\d+ J\), 23\.1 % of b/);
  expect(text).toMatch(/below alpha = 0\.01/);
});

test('modelled energies begin by saying that they prove nothing', () => {
  const text = (kind: 'modelled' | 'mixed' | 'measured', response = 'energy_j') =>
    analyse(table({ fp32: 130, mixed: 100 }, response), { kind }).verdict.text;
  expect(text('modelled')).toMatch(
    /^These energies are estimates from a model and are no evidence of a difference between precisions\. Taken at face value: /,
  );
  expect(text('mixed')).toMatch(
    /^These energies are partly measured and partly estimates from a model and are no evidence/,
  );
  expect(text('modelled', 'power_w')).toMatch(/^These values of power_w are estimates from a model/);
  expect(text('measured')).toMatch(/^energy_j differs/);
});

test('more than two levels: analysis of variance, share explained, pairs after Holm', () => {
  const { text, apa } = analyse(table({ bf16: 100, fp16: 100.1, fp32: 130 }), { unit: 'J' }).verdict;
  expect(text).toMatch(
    /^energy_j differs between the levels of precision: .*\(Welch's analysis of variance, p < \.001/,
  );
  expect(text).toMatch(
    /precision accounts for 99\.\d % of the variation \(eta squared = \.99\d\), a large effect\./,
  );
  expect(text).toMatch(
    /Of 3 pairs .*, 2 differ after Holm's correction; farthest apart: bf16 is 30\.\d+ J below fp32/,
  );
  expect(apa).toMatch(/^Welch's F\(2, \d+(\.\d\d)?\) = \d+\.\d+, p < \.001, partial eta squared = \.99\d\.$/);
});

test('several factors: each main effect, the size of the first, and what depends on what', () => {
  const { text, apa } = analyse(
    table({ 'fp32 32': 130, 'fp32 512': 130.1, 'mixed 32': 100, 'mixed 512': 100 }),
    { unit: 'J' },
  ).verdict;
  expect(text).toMatch(
    /^energy_j differs between the levels of precision: the main effect is statistically significant \(factorial analysis of variance, type II, p < \.001, below alpha = 0\.05\), a large effect/,
  );
  expect(text).toMatch(
    /Averaged over batch, fp32 is 30\.\d+ J above mixed \(95 % interval 29\.\d+ to 30\.\d+ J\), 30 % of mixed\./,
  );
  expect(text).toMatch(/no evidence of a difference in energy_j between the levels of batch/);
  expect(text).toMatch(/no evidence that the effect of one factor depends on another \(p = \.\d{3}\)/);
  expect(text).toMatch(/Within single levels of batch, 2 of 2 comparisons of precision are significant/);
  expect(apa).toMatch(/^precision: F\(1, 44\) = .*; batch: F\(1, 44\) = .*; precision:batch: F\(1, 44\) = /);
});

test('an interaction sends the reader to the single levels', () => {
  const { text } = analyse(
    table({ 'fp32 32': 130, 'fp32 512': 110, 'mixed 32': 100, 'mixed 512': 105 }),
  ).verdict;
  expect(text).toMatch(
    /The effects depend on each other: precision and batch interact \(p < \.001\)\. Read the comparisons within single levels/,
  );
});

test('with a block the differences are adjusted for it', () => {
  const blocked = (centres: Record<string, number>): TidyTable => {
    const plain = table(centres);
    // The days differ by 40 J each: without them the scatter hides everything.
    const rows = plain.rows.map((row, i) => ({
      ...row,
      block: `d${i % 6}`,
      value: row.value + 40 * (i % 6),
    }));
    return { ...plain, block: 'day', rows };
  };
  const two = analyse(blocked({ fp32: 104, mixed: 100 }), { unit: 'J' });
  expect(two.verdict.text).toMatch(
    /^energy_j differs between fp32 and mixed: .* \(analysis of variance adjusted for day, p < \.001, below alpha = 0\.05\)\. Adjusted for day, fp32 is 4\.0\d* J above mixed \(95 % interval 3\.\d+ to 4\.\d+ J\).*precision accounts for /,
  );
  expect(two.t_tests[0]?.p).toBeGreaterThan(0.5);
  const three = analyse(blocked({ a: 100, b: 100.1, c: 104 }), { unit: 'J' });
  expect(three.verdict.text).toMatch(
    /Of 3 pairs compared by Tukey's test and adjusted for day, 2 differ; farthest apart: a is 4\.0\d* J below c \(95 % simultaneous interval /,
  );
  const crossed = analyse(blocked({ 'a x': 100, 'a y': 100, 'b x': 104, 'b y': 104 }), { unit: 'J' });
  expect(crossed.verdict.text).toContain('Averaged over batch and adjusted for day, a is 4');
});
