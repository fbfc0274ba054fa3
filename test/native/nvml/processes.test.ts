// Who uses a device, by what name, with how much memory and how busily.
import { expect, test } from 'vitest';
import { openFake, problem, value } from './open-fake.ts';

test('the list grows to what the driver holds, memory may be unknown', () => {
  const { device, fake } = openFake({ processes: 20, 'process_memory_b.3': -1 });
  const list = device.processes().value;
  expect(list).toHaveLength(20);
  const alone = { gpu_instance: null, compute_instance: null };
  expect(list?.[2]).toEqual({ pid: 1002, memory_b: 1_000_000, ...alone });
  expect(list?.[3]).toEqual({ pid: 1003, memory_b: null, ...alone });
  fake.set({ processes: 0 });
  expect(device.processes()).toEqual(value([]));
});

test('processes that draw are a list of their own', () => {
  const { device } = openFake({ processes: 1, graphics_processes: 2 });
  expect(device.processes().value?.map(({ pid }) => pid)).toEqual([1000]);
  expect(device.graphicsProcesses().value?.map(({ pid }) => pid)).toEqual([2000, 2001]);
});

test('on a split card a process says its instances', () => {
  const { device } = openFake({ processes: 1, mig: 1 });
  expect(device.processes().value?.[0]).toMatchObject({ gpu_instance: 1, compute_instance: 1 });
});

test('a driver with the second version of the list alone is read by it', () => {
  const { device } = openFake(
    { processes: 2 },
    { without: ['nvmlDeviceGetComputeRunningProcesses_v3', 'nvmlDeviceGetGraphicsRunningProcesses_v3'] },
  );
  expect(device.processes().value).toHaveLength(2);
  expect(device.graphicsProcesses()).toEqual(value([]));
});

test('names come from the driver, with their path', () => {
  const { nvml } = openFake({ processes: 2, 'process_name.1': '/opt/a folder/train' });
  expect(nvml.processName(1000)).toBe('/usr/bin/python3');
  expect(nvml.processName(1001)).toBe('/opt/a folder/train');
  expect(nvml.processName(4711)).toBeNull();
});

test('what each process used, newer than a stamp', () => {
  const { device } = openFake({ processes: 3, 'process_sm_pct.0': 90, 'process_sm_pct.2': 10 });
  const used = device.processUtilisation(0).value ?? [];
  const shares = { memory_pct: 7, encoder_pct: 1, decoder_pct: 2, t_unix_us: expect.any(Number) };
  expect(used).toEqual([
    { pid: 1000, sm_pct: 90, ...shares },
    { pid: 1002, sm_pct: 10, ...shares },
  ]);
  const stamp = used[0]?.t_unix_us ?? 0;
  expect(Math.abs(stamp / 1e3 - Date.now())).toBeLessThan(60_000);
  expect(device.processUtilisation(stamp + 60e6)).toEqual(problem('no_data'));
});

test('rows that are no samples are left out', () => {
  const { device } = openFake({ processes: 1, 'process_sm_pct.0': 40, usage_rubbish: 1 });
  expect(device.processUtilisation(0).value?.map(({ pid, sm_pct }) => [pid, sm_pct])).toEqual([[1000, 40]]);
});

test('processes that start while they are counted are read all the same', () => {
  const busy = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`process_sm_pct.${i}`, i + 1]));
  const { device } = openFake({ processes: 30, ...busy, usage_understated: 1 });
  expect(device.processUtilisation(0).value).toHaveLength(30);
});

test('nobody busy is no data; a split card does not tell', () => {
  expect(openFake({ processes: 2 }).device.processUtilisation(0)).toEqual(problem('no_data'));
  const { device } = openFake({ processes: 2, 'process_sm_pct.0': 40, mig: 1 });
  expect(device.processUtilisation(0)).toEqual(problem('not_supported'));
});
