// Finished trials made by hand: what is not given is dull.
import type { TrialRow } from '../../../core/study/trial-row.ts';

export const trialRow = (trial: number, changes: Partial<TrialRow> = {}): TrialRow => ({
  trial,
  levels: { precision: 'fp32' },
  replicate: trial,
  block: trial,
  order: trial,
  state: 'done',
  duration_s: 10,
  energy_total_j: 120,
  energy_tested_j: 100,
  carbon_g: 0.01,
  excluded: null,
  energy_to_target_j: null,
  ci: null,
  power_total_w: 12,
  power_tested_w: 10,
  samples_per_s: 1000,
  accuracy: 0.9,
  loss: 0.3,
  flags: [],
  conditions: null,
  ...changes,
});
