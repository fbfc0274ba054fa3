// Numbers that R computed (the scripts lie beside the JSON) and the tolerance they are compared with.
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

const FOLDER = new URL('../../fixtures/statistics/', import.meta.url);

export const fixture = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as T;
export const fixtureText = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

/** Relative distance to the expected number; absolute where 0 is expected. */
export const distance = (actual: number, expected: number): number =>
  Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));

/** Equal within `relative` (1e-9 unless said), null only where null is expected. */
export function close(actual: number | null | undefined, expected: number | null, relative = 1e-9): void {
  if (expected === null || actual === null || actual === undefined) {
    expect(actual).toBe(expected);
    return;
  }
  const off = distance(actual, expected);
  expect(off <= relative, `${actual} should be ${expected} within ${relative}, is off by ${off}`).toBe(true);
}

export function closeInterval(
  actual: readonly [number, number] | null | undefined,
  expected: readonly [number, number] | null,
  relative = 1e-9,
): void {
  if (expected === null || !actual) {
    expect(actual ?? null).toBe(expected);
    return;
  }
  // An end near 0 is compared on the scale of the interval's larger end.
  const scale = Math.max(Math.abs(expected[0]), Math.abs(expected[1]));
  for (const end of [0, 1] as const) close(actual[end] / scale + 2, expected[end] / scale + 2, relative);
}
