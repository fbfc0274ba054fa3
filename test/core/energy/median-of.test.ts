// The middle value without sorting, against sorting.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianOf } from '../../../core/energy/phase-window.ts';

test('the middle of any numbers, ties and order among them, is the one that sorting finds', () => {
  const numbers = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(numbers, (values) => {
      const sorted = Float64Array.from(values).sort();
      // Sorting puts -0 before 0, which are one number.
      expect(0 + (medianOf(values) as number)).toBe(0 + (sorted[Math.floor(values.length / 2)] as number));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('the upper one of two, null of none, and the row handed in keeps its order', () => {
  const row = [4, 1, 3, 2];
  expect(medianOf(row)).toBe(3);
  expect(row).toEqual([4, 1, 3, 2]);
  expect(medianOf([])).toBeNull();
});
