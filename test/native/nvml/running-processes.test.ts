// The processes that use a device: by what name and with how much memory.
import { expect, test } from 'vitest';
import { openFake, value } from './open-fake.ts';

test('the list grows to what the driver holds, memory may be unknown', () => {
  const { device, fake } = openFake({ processes: 20, 'process_memory_b.3': -1 });
  const list = device.computeRunningProcesses().value;
  expect(list).toHaveLength(20);
  const alone = { gpu_instance_id: null, compute_instance_id: null };
  expect(list?.[2]).toEqual({ pid: 1002, used_gpu_memory_b: 1_000_000, ...alone });
  expect(list?.[3]).toEqual({ pid: 1003, used_gpu_memory_b: null, ...alone });
  fake.set({ processes: 0 });
  expect(device.computeRunningProcesses()).toEqual(value([]));
});

test('processes that draw are a list of their own', () => {
  const { device } = openFake({ processes: 1, graphics_processes: 2 });
  expect(device.computeRunningProcesses().value?.map(({ pid }) => pid)).toEqual([1000]);
  expect(device.graphicsRunningProcesses().value?.map(({ pid }) => pid)).toEqual([2000, 2001]);
});

test('on a split card a process says its instances', () => {
  const { device } = openFake({ processes: 1, mig: 1 });
  expect(device.computeRunningProcesses().value?.[0]).toMatchObject({
    gpu_instance_id: 1,
    compute_instance_id: 1,
  });
});

test('a driver with the second version of the list alone is read by it', () => {
  const { device } = openFake(
    { processes: 2 },
    { without: ['nvmlDeviceGetComputeRunningProcesses_v3', 'nvmlDeviceGetGraphicsRunningProcesses_v3'] },
  );
  expect(device.computeRunningProcesses().value).toHaveLength(2);
  expect(device.graphicsRunningProcesses()).toEqual(value([]));
});

test('names come from the driver, with their path', () => {
  const { nvml } = openFake({ processes: 2, 'process_name.1': '/opt/a folder/train' });
  expect(nvml.processName(1000)).toBe('/usr/bin/python3');
  expect(nvml.processName(1001)).toBe('/opt/a folder/train');
  expect(nvml.processName(4711)).toBeNull();
});
