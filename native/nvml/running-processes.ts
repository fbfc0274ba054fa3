// Processes that compute or render on a device: lists whose length is known only after the call.
import type { Bindings, Handle } from './bindings.ts';
import { type DeviceLink, type Metric, metric } from './metric.ts';

/** nvmlProcessInfo_t. */
export interface NvmlProcessInfo {
  /** The host's pid: inside a container the process may not be visible. */
  readonly pid: number;
  /** Null where the driver does not track it (Windows display drivers). */
  readonly used_gpu_memory_b: number | null;
  /** The MIG instances it runs in; null without MIG. */
  readonly gpu_instance_id: number | null;
  readonly compute_instance_id: number | null;
}

/** nvmlProcessInfo_t: pid, padding, memory, two instance ids. */
const SIZE = 24;
const AT = { pid: 0, memory: 8, gpu_instance: 16, compute_instance: 20 } as const;
const NOT_AVAILABLE = 0xffff_ffff_ffff_ffffn;
const NO_INSTANCE = 0xffff_ffff;
const INSUFFICIENT_SIZE = 7;
/** Extra rows beyond the driver's count: a process may start between two calls. */
const SPARE = 8;

export function runningProcesses(
  list: Bindings['computeRunningProcesses'],
  link: DeviceLink,
): Metric<readonly NvmlProcessInfo[]> {
  let buffer = Buffer.alloc(SIZE * SPARE);
  const count = new Uint32Array(1);

  function call(handle: Handle): number {
    if (list === null) return INSUFFICIENT_SIZE;
    count[0] = buffer.length / SIZE;
    const code = list(handle, count, buffer);
    if (code !== INSUFFICIENT_SIZE) return code;
    buffer = Buffer.alloc(SIZE * ((count[0] ?? 0) + SPARE));
    count[0] = buffer.length / SIZE;
    return list(handle, count, buffer);
  }

  const value = (): NvmlProcessInfo[] =>
    Array.from({ length: Math.min(count[0] ?? 0, buffer.length / SIZE) }, (_, i) => rowAt(buffer, i * SIZE));

  return metric(link, { call: list === null ? null : call, value });
}

function rowAt(buffer: Buffer, at: number): NvmlProcessInfo {
  const memory = buffer.readBigUInt64LE(at + AT.memory);
  const instance = (offset: number): number | null => {
    const id = buffer.readUInt32LE(at + offset);
    return id === NO_INSTANCE ? null : id;
  };
  return {
    pid: buffer.readUInt32LE(at + AT.pid),
    used_gpu_memory_b: memory === NOT_AVAILABLE ? null : Number(memory),
    gpu_instance_id: instance(AT.gpu_instance),
    compute_instance_id: instance(AT.compute_instance),
  };
}
