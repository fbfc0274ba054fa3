// A counter means nothing until it has moved: first readings, wraps and resets told apart.
import { expect, test } from 'vitest';
import { CounterDiff } from '../../../core/energy/counter-difference.ts';

test('a first reading is never energy', () => {
  expect(new CounterDiff(null).update(123_456)).toEqual({ kind: 'first' });
  expect(new CounterDiff(262_143.32885).update(0)).toEqual({ kind: 'first' });
});

test('a forward move is energy, a standstill is 0 J', () => {
  const counter = new CounterDiff(null);
  counter.update(100);
  expect(counter.update(130.5)).toEqual({ kind: 'delta', energy_j: 30.5 });
  expect(counter.update(130.5)).toEqual({ kind: 'delta', energy_j: 0 });
});

test('a backward move of a counter with a range is one wrap', () => {
  const counter = new CounterDiff(65_532.610987);
  counter.update(65_530);
  const step = counter.update(10);
  expect(step.kind).toBe('wrapped');
  expect(step.kind === 'wrapped' && step.energy_j).toBeCloseTo(12.610987, 6);
  expect(counter.update(12)).toEqual({ kind: 'delta', energy_j: 2 });
});

test('a backward move without a range is a reset, and counting goes on from there', () => {
  const counter = new CounterDiff(null);
  counter.update(5000);
  expect(counter.update(3)).toEqual({ kind: 'reset' });
  expect(counter.update(8)).toEqual({ kind: 'delta', energy_j: 5 });
});

test('a wrap that would need more energy than can have been used is a reset', () => {
  const counter = new CounterDiff(262_143);
  counter.update(100_000);
  expect(counter.update(5, { elapsed_s: 0.1, most_w: 500 })).toEqual({ kind: 'reset' });
});

test('a reading outside the range (a negative wrap) is a reset, never negative energy', () => {
  const counter = new CounterDiff(100);
  counter.update(250);
  expect(counter.update(20)).toEqual({ kind: 'reset' });
});

test('a missing reading may not be passed in', () => {
  expect(() => new CounterDiff(null).update(Number.NaN)).toThrow(/a counter reading in joules/);
});
