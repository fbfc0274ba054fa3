// The size of a study grows with its trials and with its time.
import { expect, test } from 'vitest';
import { epochsOf, sampledB, studySizeB } from '../../../core/forecast/study-size.ts';
import { formatBytes } from '../../../core/words/format.ts';

const SWEEP = { planned: 40, done: 40, epochs: 80, sources: 2, time_s: 1000 };

test('twice the time costs twice the samples, and a trial costs as much as it stores', () => {
  const size = (time_s: number): number => studySizeB({ ...SWEEP, time_s, sampled_b_per_s: 500 });
  expect(size(2000) - size(1000)).toBe(500_000);
  const more = studySizeB({ ...SWEEP, planned: 41, done: 41, epochs: 82, sampled_b_per_s: 500 });
  expect(more - size(1000)).toBeGreaterThan(2000);
  expect(more - size(1000)).toBeLessThan(5000);
});

test('a sample of a second weighs some 20 bytes', () => {
  expect(sampledB({ sample: 1000, state: 0, process: 0, anchor: 0 })).toBe(23_000);
  expect(sampledB({ sample: 0, state: 10, process: 10, anchor: 10 })).toBeGreaterThan(1000);
});

test('epochs are counted by level, sizes are said as file managers do', () => {
  expect(epochsOf([{ levels: { epochs: '3' } }, { levels: { epochs: 4 } }, { levels: {} }])).toBe(8);
  expect([840_000, 24_300_000, 2.5e9].map(formatBytes)).toEqual(['840 kB', '24 MB', '2.5 GB']);
});
