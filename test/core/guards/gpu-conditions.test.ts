import { expect, test } from 'vitest';
import { gpuConditions } from '../../../core/guards/gpu-conditions.ts';
import type { GpuProcess, GpuState } from '../../../core/source.ts';

const state = (changes: Partial<GpuState>): GpuState => ({
  device: 'a',
  temp_c: 60,
  clock_sm_mhz: 1500,
  clock_mem_mhz: 5000,
  util_pct: 90,
  memory_used_b: 1e9,
  throttle_reasons: 0,
  power_limit_w: 300,
  performance_state: 0,
  ...changes,
});
const process = (pid: number, t_ns: number): GpuProcess & { t_ns: number } => ({
  device: 'a',
  pid,
  name: null,
  memory_b: null,
  util_pct: null,
  t_ns,
});
const nothing = {
  states: [],
  states_before: [],
  processes_idle: [],
  processes: [],
  trains_on_gpu: true,
};

test('of the busiest card: means, shares of the readings, the last temperature before', () => {
  const found = gpuConditions({
    ...nothing,
    states: [
      state({ device: 'idle', util_pct: 0, temp_c: 30, clock_sm_mhz: 200, throttle_reasons: 1 }),
      state({ temp_c: 60, clock_sm_mhz: 1500, throttle_reasons: 0x04 }),
      state({ temp_c: 70, clock_sm_mhz: 1300, throttle_reasons: 0x40 }),
      state({ temp_c: null, clock_sm_mhz: null, throttle_reasons: null }),
      state({ temp_c: 80, clock_sm_mhz: 1100, throttle_reasons: 0x24 }),
    ],
    states_before: [state({ temp_c: 41 }), state({ temp_c: 42 }), state({ device: 'idle', temp_c: 30 })],
  });
  expect(found).toEqual({
    gpu_temperature_start_c: 42,
    gpu_temperature_mean_c: 70,
    gpu_clock_mean_mhz: 1300,
    gpu_power_limit_w: 300,
    gpu_throttled_share: 2 / 3,
    gpu_power_capped_share: 2 / 3,
    foreign_gpu_processes: 0,
  });
});

test('reasons that are no fault (idle, set clocks) do not count as throttling', () => {
  const found = gpuConditions({
    ...nothing,
    states: [state({ throttle_reasons: 0x01 | 0x02 | 0x10 | 0x100 })],
  });
  expect(found).toMatchObject({ gpu_throttled_share: 0, gpu_power_capped_share: 0 });
});

test('without a GPU all is null', () => {
  expect(new Set(Object.values(gpuConditions(nothing)))).toEqual(new Set([null]));
});

test.each([
  ['the trainer alone', { processes: [process(1, 5), process(1, 9)] }, 0],
  ['another beside it', { processes: [process(1, 5), process(2, 5), process(1, 9)] }, 1],
  ['one that is there while nothing of ours runs', { processes_idle: [process(2, 1), process(2, 3)] }, 1],
  [
    'the pids of two trainings after another are not two at once',
    { processes: [process(1, 5), process(2, 9)] },
    0,
  ],
  ['any, when the processor trains', { trains_on_gpu: false, processes: [process(1, 5)] }, 1],
])('foreign processes: %s', (_, changes, count) => {
  const found = gpuConditions({ ...nothing, states: [state({})], ...changes });
  expect(found.foreign_gpu_processes).toBe(count);
});
