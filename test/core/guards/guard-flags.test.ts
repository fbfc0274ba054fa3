import { expect, test } from 'vitest';
import { type Conditions, NO_CONDITIONS } from '../../../core/guards/conditions.ts';
import { guardFlags } from '../../../core/guards/guard-flags.ts';
import { flagWords } from '../../../core/words/flags.ts';

const CALM: Conditions = {
  ...NO_CONDITIONS,
  background_cpu_share: 0.02,
  cpu_throttle_count: 0,
  gpu_clock_mean_mhz: 1500,
  gpu_power_limit_w: 300,
  gpu_throttled_share: 0,
  gpu_power_capped_share: 0,
  foreign_gpu_processes: 0,
};

test.each<[string, Partial<Conditions>, string[]]>([
  ['nothing', {}, []],
  ['a hot GPU', { gpu_throttled_share: 0.1 }, ['throttled']],
  ['a hot processor', { cpu_throttle_count: 3 }, ['throttled']],
  ['a card at its limit', { gpu_power_capped_share: 1 }, ['power_capped']],
  ['a game', { foreign_gpu_processes: 1 }, ['foreign_gpu_process']],
  ['a compiler', { background_cpu_share: 0.4 }, ['background_load']],
  ['another limit', { gpu_power_limit_w: 250 }, ['limit_changed']],
  ['another clock', { gpu_clock_mean_mhz: 1400 }, ['clock_changed']],
  ['a clock that breathes', { gpu_clock_mean_mhz: 1440 }, []],
  ['nothing known', NO_CONDITIONS, []],
])('%s', (_, changes, flags) => {
  const found = guardFlags({ ...CALM, ...changes }, CALM, CALM);
  expect(found).toEqual(flags);
  for (const flag of found) expect(flagWords(flag).meaning).not.toBe('');
});

test('the first trial is compared with none', () => {
  expect(guardFlags(CALM, null, null)).toEqual([]);
});
