// Utilisation of a device, in total and by process.
import { expect, test } from 'vitest';
import { openFake, problem, value } from './open-fake.ts';

test('the rates of the GPU and of its memory are told apart; an idle GPU is at 0 %', () => {
  const { device, fake } = openFake({ util_pct: 73, memory_util_pct: 12 });
  expect(device.utilizationRates()).toEqual(value({ gpu_pct: 73, memory_pct: 12 }));
  fake.set({ util_pct: 0, memory_util_pct: 0 });
  expect(device.utilizationRates()).toEqual(value({ gpu_pct: 0, memory_pct: 0 }));
});

test('what each process used, newer than a stamp', () => {
  const { device } = openFake({ processes: 3, 'process_sm_pct.0': 90, 'process_sm_pct.2': 10 });
  const used = device.processUtilization(0).value ?? [];
  const shares = { memory_pct: 7, encoder_pct: 1, decoder_pct: 2, t_unix_us: expect.any(Number) };
  expect(used).toEqual([
    { pid: 1000, sm_pct: 90, ...shares },
    { pid: 1002, sm_pct: 10, ...shares },
  ]);
  const stamp = used[0]?.t_unix_us ?? 0;
  expect(Math.abs(stamp / 1e3 - Date.now())).toBeLessThan(60_000);
  expect(device.processUtilization(stamp + 60e6)).toEqual(problem('no_data'));
});

test('rows that are no samples are left out', () => {
  const { device } = openFake({ processes: 1, 'process_sm_pct.0': 40, usage_rubbish: 1 });
  expect(device.processUtilization(0).value?.map(({ pid, sm_pct }) => [pid, sm_pct])).toEqual([[1000, 40]]);
});

test('processes that start while they are counted are read all the same', () => {
  const busy = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`process_sm_pct.${i}`, i + 1]));
  const { device } = openFake({ processes: 30, ...busy, usage_understated: 1 });
  expect(device.processUtilization(0).value).toHaveLength(30);
});

test('nobody busy is no data; a split card does not tell', () => {
  expect(openFake({ processes: 2 }).device.processUtilization(0)).toEqual(problem('no_data'));
  const { device } = openFake({ processes: 2, 'process_sm_pct.0': 40, mig: 1 });
  expect(device.processUtilization(0)).toEqual(problem('not_supported'));
});
