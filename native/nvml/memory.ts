// How much of a device's memory is in use.
import type { Bindings } from './bindings.ts';
import { type DeviceLink, firstSupported, type Metric, metric } from './metric.ts';

export interface NvmlMemory {
  readonly total_b: number;
  /** Allocated by processes; from driver 510 on without what the driver and the firmware keep for themselves. */
  readonly used_b: number;
}

/** Structures that carry their version tell it as size | version << 24. */
const MEMORY_V2 = 40n | (2n << 24n);

export const memoryMetric = (nvml: Bindings, link: DeviceLink): Metric<NvmlMemory> =>
  firstSupported(memoryV2(nvml, link), memoryV1(nvml, link));

function memoryV2({ memoryV2: call }: Bindings, link: DeviceLink): Metric<NvmlMemory> {
  // version, total, reserved, free, used
  const inout = new BigUint64Array([MEMORY_V2, 0n, 0n, 0n, 0n]);
  const value = () => ({ total_b: Number(inout[1]), used_b: Number(inout[4]) });
  return metric(link, { call: call && ((handle) => call(handle, inout)), value });
}

function memoryV1({ memory: call }: Bindings, link: DeviceLink): Metric<NvmlMemory> {
  // total, free, used
  const out = new BigUint64Array(3);
  const value = () => ({ total_b: Number(out[0]), used_b: Number(out[2]) });
  return metric(link, { call: call && ((handle) => call(handle, out)), value });
}
