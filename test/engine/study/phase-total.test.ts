// The parts of a total when one sensor is read in two ways.
import { expect, test } from 'vitest';
import { PLAIN_SOURCE, type Source } from '../../../core/source.ts';
import type { StoredEnergy } from '../../../db/energies.ts';
import { phaseTotal } from '../../../engine/study/trial-energy.ts';

const GPU: Source = {
  ...PLAIN_SOURCE,
  id: 'nvml:GPU-1',
  device: 'a card',
  domain: 'gpu',
  kind: 'measured',
  method: 'NVML total energy counter',
  reference: null,
  update_period_s: 0.1,
  accuracy_pct: 9,
  counter_range_j: null,
  counter_unit_j: 0.001,
};
const WITNESS: Source = { ...GPU, id: 'nvml:GPU-1/average', check_of: GPU.id, counter_unit_j: null };

const energy = (source: number, energy_j: number | null): StoredEnergy => ({
  phase: 'train',
  source,
  method: 'counter',
  energy_j,
  ci: energy_j === null ? null : [energy_j - 1, energy_j + 1],
  gap_s: 0,
  unseen_s: 0,
  counter_j: null,
  integral_j: null,
  average_j: null,
  idle_power_w: null,
  net_j: null,
  net_ci: null,
  flags: [],
});

test('a second witness is not part of the total', () => {
  const total = phaseTotal([energy(1, 100), energy(2, 98)], [GPU, WITNESS]);
  expect(total).toMatchObject({ energy_j: 100, ci: [99, 101], domains: ['gpu (measured)'] });
});

test('a second witness does not replace a source that could not be read', () => {
  const total = phaseTotal([energy(1, null), energy(2, 98)], [GPU, WITNESS]);
  expect(total.energy_j).toBeNull();
  expect(total.leaves_out[0]).toContain('GPU a card');
});
