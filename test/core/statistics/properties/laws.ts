// Samples to draw, and how a law is put to the test: the same draws in every run, the seed and the smallest breach told.
import fc from 'fast-check';
import { expect } from 'vitest';

const SEED = 20_261_123;

/** fast-check's report of a breach names the seed, the path to it and the smallest sample it shrank to. */
export const holds = <Ts>(property: fc.IProperty<Ts>, runs = 100): void =>
  fc.assert(property, { seed: SEED, numRuns: runs });

/** Eighths, so that a shift by an eighth and a scale by a power of two are exact in binary. */
const eighths = (size: number): fc.Arbitrary<number> =>
  fc.integer({ min: -8 * size, max: 8 * size }).map((count) => count / 8);

export const value = eighths(1000);
export const shift = eighths(1_000_000);
/** Values of any size and both signs. */
export const scale = fc
  .tuple(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.boolean())
  .map(([size, up]) => (up ? size : -size));

/** At least `least` values, some ties among them, not all equal. */
export const sample = (least = 3, most = 20): fc.Arbitrary<number[]> =>
  fc
    .array(fc.oneof(value, fc.constantFrom(0, 1, 2)), { minLength: least, maxLength: most })
    .filter((values) => new Set(values).size > 1);

/** Equal within 1e-9 of `size`, the larger of 1 and both unless said; null only beside null. */
export function near(actual: number | null | undefined, expected: number | null | undefined, size = 1): void {
  if (actual == null || expected == null) {
    expect(actual).toBe(expected);
    return;
  }
  const allowed = 1e-9 * Math.max(size, Math.abs(actual), Math.abs(expected));
  const told = `${actual} should be ${expected} within ${allowed}`;
  expect(Math.abs(actual - expected) <= allowed, told).toBe(true);
}

export const isProbability = (p: number | null): void => {
  if (p === null) return;
  expect(p).toBeGreaterThanOrEqual(0);
  expect(p).toBeLessThanOrEqual(1);
};
