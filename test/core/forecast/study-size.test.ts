// The size of a study grows with its trials and its time, and the rate of an earlier study gives that study's size again.
import { expect, test } from 'vitest';
import { epochsOf, sampledBPerS, studySizeB } from '../../../core/forecast/study-size.ts';
import { formatBytes } from '../../../core/words/format.ts';

const SWEEP = { planned: 40, done: 40, epochs: 80, sources: 2, time_s: 1000 };

test('the rate of an earlier study gives its size again', () => {
  const sampled_b_per_s = sampledBPerS(SWEEP, 900_000);
  expect(sampled_b_per_s).toBeGreaterThan(100);
  expect(studySizeB({ ...SWEEP, sampled_b_per_s })).toBe(900_000);
});

test('twice the time costs twice the samples; a file smaller than its trials has none', () => {
  const size = (time_s: number): number => studySizeB({ ...SWEEP, time_s, sampled_b_per_s: 500 });
  expect(size(2000) - size(1000)).toBe(500_000);
  expect(sampledBPerS(SWEEP, 1000)).toBe(0);
  expect(sampledBPerS({ ...SWEEP, time_s: 0 }, 1e9)).toBe(0);
});

test('epochs are counted by level, sizes are said as file managers do', () => {
  expect(epochsOf([{ levels: { epochs: '3' } }, { levels: { epochs: 4 } }, { levels: {} }])).toBe(8);
  expect([840_000, 24_300_000, 2.5e9].map(formatBytes)).toEqual(['840 kB', '24 MB', '2.5 GB']);
});
