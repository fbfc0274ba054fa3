// The stored points of a run of equal readings are enough to reconstruct all of them.
import { expect, test } from 'vitest';
import { ChangePoints } from '../../../engine/sampling/change-points.ts';
import { FIELDS, ringMemory, SampleRing } from '../../../engine/sampling/ring.ts';

const NONE = Number.NaN;
const TICK_NS = 1e7;

function filtered(readings: readonly number[], { keep_at = -1, flush = true } = {}): [number, number][] {
  const ring = new SampleRing(ringMemory(10_000));
  const points = new ChangePoints(ring, 1);
  readings.forEach((power_w, i) =>
    points.add(1, i * TICK_NS, power_w, NONE, Number.isNaN(power_w) ? 1 : 0, i === keep_at),
  );
  if (flush) points.flush();
  const { packed } = ring.take();
  return Array.from({ length: packed.length / FIELDS }, (_, i) => [
    (packed[i * FIELDS + 1] as number) / TICK_NS,
    packed[i * FIELDS + 2] as number,
  ]);
}

test('the first and last of each run are kept', () => {
  expect(filtered([5, 5, 5, 6, 7, 7, 7, 7])).toEqual([
    [0, 5],
    [2, 5],
    [3, 6],
    [4, 7],
    [7, 7],
  ]);
});

test('missing readings form a run too, distinct from values', () => {
  expect(filtered([5, NONE, NONE, NONE, 5])).toEqual([
    [0, 5],
    [1, NONE],
    [3, NONE],
    [4, 5],
  ]);
});

test('a constant value is stored about every second', () => {
  const kept = filtered(new Array(350).fill(42));
  expect(kept).toEqual([
    [0, 42],
    [90, 42],
    [180, 42],
    [270, 42],
    [349, 42],
  ]);
});

test('a reading that must be kept is kept, and the run continues', () => {
  expect(filtered([1, 1, 1, 1, 2], { keep_at: 1 })).toEqual([
    [0, 1],
    [1, 1],
    [3, 1],
    [4, 2],
  ]);
});

test('every reading can be reconstructed from the stored ones', () => {
  // A staircase with holes, from a fixed linear congruential generator (Numerical Recipes' constants).
  let state = 1;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const readings: number[] = [];
  while (readings.length < 2000) {
    const value = draw() < 0.1 ? NONE : Math.floor(draw() * 5);
    for (let n = 1 + Math.floor(draw() * 12); n > 0; n--) readings.push(value);
  }
  const kept = filtered(readings);
  const rebuilt = readings.map((_, i) => kept.findLast(([at]) => at <= i)?.[1]);
  expect(rebuilt).toEqual(readings);
  expect(kept.length).toBeLessThan(readings.length / 2);
});
