import { expect, test } from 'vitest';
import { checkDesign } from '../../../core/design/check.ts';

const design = (changes: Readonly<Record<string, unknown>>) => ({
  name: 'Two',
  factors: { precision: ['fp32', 'bf16_mixed'] },
  replicates: 20,
  data: { kind: 'synthetic', samples: 1000, features: 8, classes: 3 },
  ...changes,
});

test('a protocol that is not given is the documented one', () => {
  expect(checkDesign(design({})).protocol).toEqual({
    warmup_trials: 0,
    thermal_band_c: null,
    thermal_timeout_s: 120,
    outliers: { kind: 'iqr', k: 3 },
    stop: null,
  });
});

test('the outlier rule has its usual factor by default', () => {
  const { protocol } = checkDesign(design({ protocol: { outliers: { kind: 'mad' } } }));
  expect(protocol.outliers).toEqual({ kind: 'mad', k: 3.5 });
});

test.each([
  ['an unknown rule', { outliers: { kind: 'eye' } }, /protocol\.outliers\.kind/],
  ['a field that is none', { warm_up: 3 }, /protocol: Unrecognized key/],
  ['a band of nothing', { thermal_band_c: 0 }, /protocol\.thermal_band_c.*got 0/],
  ['a stop after too few', { stop: { half_width_pct: 2, least_replicates: 3 } }, /least_replicates/],
])('%s is refused by its path', (_, protocol, message) => {
  expect(() => checkDesign(design({ protocol }))).toThrow(message);
});

test('an early end is for two cells, and for more replicates than its first look has', () => {
  const stop = { half_width_pct: 2, least_replicates: 8 };
  expect(checkDesign(design({ protocol: { stop } })).protocol.stop?.response).toBe('energy_tested_j');
  const older = { ...stop, response: 'power_w' };
  expect(checkDesign(design({ protocol: { stop: older } })).protocol.stop?.response).toBe('power_tested_w');
  expect(() => checkDesign(design({ replicates: 8, protocol: { stop } }))).toThrow(
    /more replicates than the 8 before the first look, got 8/,
  );
  const factors = { precision: ['fp32', 'bf16_mixed'], batch_size: [32, 64] };
  expect(() => checkDesign(design({ factors, protocol: { stop } }))).toThrow(
    /one factor with two levels, got 4 cells/,
  );
});
