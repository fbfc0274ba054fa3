// Agreement of several ways to one energy, in a sentence a reader can check.
import { expect, test } from 'vitest';
import type { SourceEnergy } from '../../../core/energy/source-energy.ts';
import * as words from '../../../core/energy/ways-in-words.ts';

const plain = (text: string | null): string | null => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;
const waysInWords = (energy: SourceEnergy) => plain(words.waysInWords(energy));
const wallInWords = (...args: Parameters<typeof words.wallInWords>) => plain(words.wallInWords(...args));

const energy = (part: Partial<SourceEnergy>): SourceEnergy => ({
  id: 'nvml:GPU-1',
  device: 'GPU',
  domain: 'gpu',
  kind: 'measured',
  method: 'NVML',
  energy_j: 800,
  ci: null,
  net_j: null,
  net_ci: null,
  counter_j: 800,
  integral_j: 792,
  average_j: null,
  gap_s: 0,
  flags: [],
  ...part,
});
const read = (power_w: number | null) => ({ trial: 1, t_ns: 1, power_w, energy_j: null, method: 'typed' });

test('counter against integrated power, with the difference in joules and per cent', () => {
  expect(waysInWords(energy({}))).toBe(
    'GPU: counter 800 J; integrated power 792 J (−8 J, −1 %): they agree.',
  );
  expect(waysInWords(energy({ integral_j: 400, flags: ['counter_disagrees'] }))).toBe(
    'GPU: counter 800 J; integrated power 400 J (−400 J, −50 %): further apart than the sensor’s accuracy allows.',
  );
});

test('a third way joins; one way alone says nothing', () => {
  expect(waysInWords(energy({ average_j: 808 }))).toMatch(
    /; the average of its second witness 808 J \(8 J, 1 %\): they agree\.$/,
  );
  expect(waysInWords(energy({ counter_j: null, average_j: 800 }))).toMatch(
    /^GPU: integrated power 792 J; the average/,
  );
  expect(waysInWords(energy({ integral_j: null }))).toBeNull();
  expect(waysInWords(energy({ counter_j: null, integral_j: null }))).toBeNull();
});

test('the wall: what the sources do not see, or that something is wrong', () => {
  expect(wallInWords([read(180), read(190)], 150)).toMatch(
    /185 W on average over 2 readings .* drew 150 W\. The other 35 W go/,
  );
  expect(wallInWords([read(100)], 150)).toMatch(/less than the 150 W .* one of the two is wrong/);
  expect(wallInWords([read(100)], null)).toMatch(/no power to compare/);
  expect(wallInWords([read(null)], 150)).toBeNull();
  expect(wallInWords([], 150)).toBeNull();
});
