// The processes that compute on a device: a list whose length is known only after asking.
import type { Bindings, Handle } from './bindings.ts';
import { type DeviceLink, type Metric, metric } from './metric.ts';

export interface NvmlProcess {
  readonly pid: number;
  /** Null where the driver does not account for it (Windows display drivers). */
  readonly memory_b: number | null;
}

/** nvmlProcessInfo_t: pid, padding, memory, two instance ids. */
const SIZE = 24;
const MEMORY_AT = 8;
const NOT_AVAILABLE = 0xffff_ffff_ffff_ffffn;
const INSUFFICIENT_SIZE = 7;
/** Room beyond the number that the driver named: a process may start between two calls. */
const SPARE = 8;

export function processesMetric(
  { computeProcesses: list }: Bindings,
  link: DeviceLink,
): Metric<readonly NvmlProcess[]> {
  let room = SPARE;
  let buffer = Buffer.alloc(SIZE * room);
  const count = new Uint32Array(1);

  function call(handle: Handle): number {
    if (list === null) return INSUFFICIENT_SIZE;
    count[0] = room;
    const code = list(handle, count, buffer);
    if (code !== INSUFFICIENT_SIZE) return code;
    room = (count[0] ?? 0) + SPARE;
    buffer = Buffer.alloc(SIZE * room);
    count[0] = room;
    return list(handle, count, buffer);
  }

  function value(): NvmlProcess[] {
    return Array.from({ length: count[0] ?? 0 }, (_, i) => {
      const memory = buffer.readBigUInt64LE(i * SIZE + MEMORY_AT);
      return {
        pid: buffer.readUInt32LE(i * SIZE),
        memory_b: memory === NOT_AVAILABLE ? null : Number(memory),
      };
    });
  }

  return metric(link, { call: list === null ? null : call, value });
}
