// The families of power sensors: which card is of which, and what the published figures make of each.
import { expect, test } from 'vitest';
import { accuracyPct, familyName, familyOf, isAveraged } from '../../../native/gpu/families.ts';
import { sensorNote } from '../../../native/gpu/source.ts';

test.each([
  ['NVIDIA A100-SXM4-40GB', 'Ampere', 'GA100'],
  ['NVIDIA A800-SXM4-80GB', 'Ampere', 'GA100'],
  ['NVIDIA A30', 'Ampere', 'GA100'],
  ['NVIDIA A10', 'Ampere', 'Ampere'],
  ['NVIDIA RTX A3000 Laptop GPU', 'Ampere', 'Ampere'],
  ['NVIDIA RTX A5000', 'Ampere', 'Ampere'],
  ['NVIDIA H100 80GB HBM3', 'Hopper', 'GH100'],
  ['NVIDIA H800', 'Hopper', 'GH100'],
  ['NVIDIA H20', 'Hopper', 'GH100'],
  ['NVIDIA GH200 480GB', 'Hopper', 'GH100'],
  ['NVIDIA H200', 'Hopper', 'Hopper'],
  ['NVIDIA GeForce RTX 4090', 'Ada', 'Ada'],
  ['Tesla V100-SXM2-16GB', 'Volta', 'Volta'],
  ['NVIDIA B200', 'Blackwell', 'unknown'],
  ['some card', null, 'unknown'],
  // An old driver does not name the architecture; the card's name still does.
  ['NVIDIA A100 80GB PCIe', null, 'GA100'],
])('%s (%s) is %s', (name, architecture, family) => {
  expect(familyName({ name, architecture })).toBe(family);
});

test.each([
  // [architecture, card, period, window, share, half-width]: the largest error of the family + 3.8, rounded up.
  ['Ampere', 'NVIDIA GeForce RTX 3090', 0.1, 0.1, 1, 10], // 6 + 3.8
  ['Ampere', 'NVIDIA A100-SXM4-40GB', 0.1, 0.025, 0.25, 10], // 5.5 + 3.8
  ['Ada', 'NVIDIA GeForce RTX 4090', 0.1, 0.1, 1, 9], // 4.3 + 3.8
  ['Turing', 'NVIDIA GeForce RTX 2080 Ti', 0.1, 0.1, 1, 15], // 10.9 + 3.8
  ['Pascal', 'NVIDIA GeForce GTX 1080 Ti', 0.02, 0.01, 0.5, 5], // 0.9 + 3.8
  ['Volta', 'Tesla V100-SXM2-16GB', 0.02, 0.01, 0.5, 15],
  ['Hopper', 'NVIDIA H100 PCIe', 0.1, 0.025, 0.25, 15],
  ['Hopper', 'NVIDIA H200', null, null, 0.25, 15],
  ['Blackwell', 'NVIDIA GeForce RTX 5090', null, null, 1, 15],
  ['Maxwell', 'Tesla M40', 0.1, null, 1, 15],
])('%s, %s', (architecture, name, update_period_s, instant_window_s, coverage, half_pct) => {
  const family = familyOf({ name, architecture });
  expect(family).toMatchObject({ update_period_s, instant_window_s, coverage });
  expect(accuracyPct(family)).toBe(half_pct);
});

test('every error that was published lies inside its family’s interval', () => {
  const published: [string, string, number][] = [
    ['GeForce RTX 3090', 'Ampere', -4.7],
    ['GeForce RTX 3070 Ti', 'Ampere', -2.3],
    ['RTX A5000', 'Ampere', -6],
    ['GeForce RTX 2080 Ti', 'Turing', -6.2],
    ['GeForce RTX 2060 SUPER', 'Turing', 10.9],
    ['GeForce GTX 1080 Ti', 'Pascal', -0.3],
    ['GeForce GTX 1080', 'Pascal', 0.5],
    ['Tesla P100', 'Pascal', 0.9],
    ['A100', 'Ampere', -5.5],
    ['GeForce RTX 4090', 'Ada', -4.3],
  ];
  const unknown_pct = accuracyPct(familyOf({ name: 'x', architecture: null }));
  for (const [name, architecture, error_pct] of published) {
    const half_pct = accuracyPct(familyOf({ name, architecture }));
    expect(Math.abs(error_pct)).toBeLessThan(half_pct);
    expect(half_pct).toBeLessThanOrEqual(unknown_pct);
  }
});

test('GA100 is the one Ampere without the 1 s average', () => {
  expect(isAveraged({ name: 'NVIDIA A100-SXM4-40GB', architecture: 'Ampere' })).toBe(false);
  expect(isAveraged({ name: 'NVIDIA A10', architecture: 'Ampere' })).toBe(true);
  expect(isAveraged({ name: 'NVIDIA H100 PCIe', architecture: 'Hopper' })).toBe(true);
  expect(isAveraged({ name: 'NVIDIA B200', architecture: 'Blackwell' })).toBe(true);
  expect(isAveraged({ name: 'Tesla V100', architecture: 'Volta' })).toBe(false);
  expect(isAveraged({ name: 'some card', architecture: null })).toBe(false);
});

test('cards whose sensor misses most of the time, or was never studied, say so', () => {
  const noteOf = (name: string, architecture: string) => sensorNote({ name, architecture });
  expect(noteOf('NVIDIA H100 PCIe', 'Hopper')).toContain('a quarter of the time');
  expect(noteOf('NVIDIA A100 80GB PCIe', 'Ampere')).toContain('a quarter of the time');
  expect(noteOf('NVIDIA H200', 'Hopper')).toContain('unknown');
  expect(noteOf('NVIDIA B200', 'Blackwell')).toContain('unknown');
  expect(noteOf('NVIDIA GeForce RTX 3090', 'Ampere')).toBeNull();
});
