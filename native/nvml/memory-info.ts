// Use of a device's memory.
import type { Bindings } from './bindings.ts';
import { type DeviceLink, firstSupported, type Metric, metric } from './metric.ts';

/** nvmlMemory_t in bytes. */
export interface NvmlMemoryInfo {
  readonly total_b: number;
  readonly free_b: number;
  /** Allocated by processes; before driver 510 including the share that driver and firmware reserve. */
  readonly used_b: number;
  /** Reserved by driver and firmware; null before driver 510, which counts it as used. */
  readonly reserved_b: number | null;
}

/** Versioned structures start with size | version << 24. */
const MEMORY_V2 = 40n | (2n << 24n);

export const memoryInfo = (nvml: Bindings, link: DeviceLink): Metric<NvmlMemoryInfo> =>
  firstSupported(memoryInfoV2(nvml, link), memoryInfoV1(nvml, link));

function memoryInfoV2({ memoryInfoV2: call }: Bindings, link: DeviceLink): Metric<NvmlMemoryInfo> {
  // version, total, reserved, free, used
  const inout = new BigUint64Array([MEMORY_V2, 0n, 0n, 0n, 0n]);
  const value = () => ({
    total_b: Number(inout[1]),
    free_b: Number(inout[3]),
    used_b: Number(inout[4]),
    reserved_b: Number(inout[2]),
  });
  return metric(link, { call: call && ((handle) => call(handle, inout)), value });
}

function memoryInfoV1({ memoryInfo: call }: Bindings, link: DeviceLink): Metric<NvmlMemoryInfo> {
  // total, free, used
  const out = new BigUint64Array(3);
  const value = () => ({
    total_b: Number(out[0]),
    free_b: Number(out[1]),
    used_b: Number(out[2]),
    reserved_b: null,
  });
  return metric(link, { call: call && ((handle) => call(handle, out)), value });
}
