// The last minute of live power: new samples, old samples, and no total with a part missing.
import { expect, test } from 'vitest';
import type { LiveView } from '../../core/contract/ipc.ts';
import { type GpuState, PLAIN_SOURCE, type Source } from '../../core/source.ts';
import { appendLive, EMPTY_LIVE, latestPower, totalPower } from '../../renderer/state/live-window.ts';

const source = (id: string, domain: Source['domain']): Source => ({
  ...PLAIN_SOURCE,
  id,
  domain,
  device: id,
  kind: 'measured',
  method: '',
  reference: null,
  update_period_s: null,
  accuracy_pct: null,
  counter_range_j: null,
  counter_unit_j: null,
});
const SOURCES = [source('gpu', 'gpu'), source('core', 'core'), source('package', 'package')];
const GPU: GpuState = {
  device: 'gpu',
  temp_c: 60,
  clock_sm_mhz: null,
  clock_mem_mhz: null,
  util_pct: null,
  memory_used_b: null,
  throttle_reasons: null,
  power_limit_w: null,
  performance_state: null,
};
const view = (seconds: readonly number[], gpus: readonly GpuState[] = [], sources = SOURCES): LiveView => ({
  sources,
  gpus,
  cpu: { temp_c: 50, util_pct: 3 },
  samples: seconds.map((t_s) => ({ t_ns: t_s * 1e9, power_w: [t_s, 1, null] })),
});
const secondsOf = (live: LiveView): number[] => live.samples.map(({ t_ns }) => t_ns / 1e9);

test('new samples are appended, repeated ones are not', () => {
  const live = appendLive(appendLive(EMPTY_LIVE, view([1, 2])), view([2, 3]));
  expect(secondsOf(live)).toEqual([1, 2, 3]);
});

test('samples older than a minute are dropped', () => {
  const live = appendLive(appendLive(EMPTY_LIVE, view([1, 10, 30])), view([70.5]));
  expect(secondsOf(live)).toEqual([30, 70.5]);
});

test('a different set of sources starts over', () => {
  const live = appendLive(appendLive(EMPTY_LIVE, view([1, 2], [GPU])), view([3], [], SOURCES.slice(0, 1)));
  expect(secondsOf(live)).toEqual([3]);
  expect(live.gpus).toEqual([]);
});

test('a batch without GPU state keeps the last one; a batch with several keeps the newest of each device', () => {
  const first = appendLive(EMPTY_LIVE, view([1], [GPU, { ...GPU, temp_c: 61 }]));
  expect(first.gpus).toEqual([{ ...GPU, temp_c: 61 }]);
  expect(appendLive(first, view([2])).gpus).toEqual([{ ...GPU, temp_c: 61 }]);
});

test('the newest reading skips missing ones', () => {
  expect(latestPower(appendLive(EMPTY_LIVE, view([1, 2])))).toEqual([2, 1, null]);
});

test('a total adds only domains that do not overlap, and is missing when a part is', () => {
  expect(totalPower(SOURCES, [100, 30, 50])).toBe(150);
  expect(totalPower(SOURCES, [100, 30, null])).toBeNull();
  expect(totalPower(SOURCES, [100, null, 50])).toBe(150);
});
