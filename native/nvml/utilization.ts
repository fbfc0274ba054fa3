// Utilisation of a device, in total and by process.
import type { Bindings, Handle } from './bindings.ts';
import { type DeviceLink, type Metric, metric, type SinceMetric } from './metric.ts';

/** nvmlUtilization_t: per cent of the driver's last sample period, 1/6 to 1 s by card. */
export interface NvmlUtilization {
  /** Share of the time in which a kernel ran. */
  readonly gpu_pct: number;
  /** Share of the time in which the GPU's memory was read or written. */
  readonly memory_pct: number;
}

/** nvmlProcessUtilizationSample_t: one process's use of a device's engines in the driver's last sample period. */
export interface NvmlProcessUtilization {
  readonly pid: number;
  /** Microseconds since 1970, by the computer's clock. */
  readonly t_unix_us: number;
  /** Per cent of the time in which its kernels ran. */
  readonly sm_pct: number;
  /** Per cent of the time in which it read or wrote the GPU's memory. */
  readonly memory_pct: number;
  readonly encoder_pct: number;
  readonly decoder_pct: number;
}

/** nvmlProcessUtilizationSample_t: pid, padding, time stamp, four shares. */
const SIZE = 32;
const AT = { pid: 0, stamp: 8, sm: 16, memory: 20, encoder: 24, decoder: 28 } as const;
const NOT_FOUND = 6;
const INSUFFICIENT_SIZE = 7;
/** Extra rows beyond the driver's count: a process may start between two calls. */
const SPARE = 8;

/** `not_supported` while MIG is on. */
export function utilizationRates(
  { utilizationRates: call }: Bindings,
  link: DeviceLink,
): Metric<NvmlUtilization> {
  const out = new Uint32Array(2);
  return metric(link, {
    call: call && ((handle) => call(handle, out)),
    value: () => ({ gpu_pct: out[0] ?? 0, memory_pct: out[1] ?? 0 }),
  });
}

/**
 * Samples newer than a time stamp, for processes with some use of the device; `no_data` when there is none,
 * `not_supported` while MIG is on. Invalid rows (no pid, an old stamp, more than 100 %) are dropped.
 */
export function processUtilization(
  { processUtilization: list }: Bindings,
  link: DeviceLink,
): SinceMetric<readonly NvmlProcessUtilization[]> {
  const count = new Uint32Array(1);
  let buffer = Buffer.alloc(0);
  let since_us = 0;

  function once(ask: NonNullable<typeof list>, handle: Handle): number {
    count[0] = 0;
    // When asked for the size, drivers return either INSUFFICIENT_SIZE or SUCCESS.
    const sized = ask(handle, null, count, since_us);
    if (sized !== 0 && sized !== INSUFFICIENT_SIZE) return sized;
    if (count[0] === 0) return NOT_FOUND;
    const room = (count[0] ?? 0) + SPARE;
    if (room * SIZE > buffer.length) buffer = Buffer.alloc(room * SIZE);
    count[0] = buffer.length / SIZE;
    return ask(handle, buffer, count, since_us);
  }

  function call(handle: Handle): number {
    if (list === null) return NOT_FOUND;
    const code = once(list, handle);
    return code === INSUFFICIENT_SIZE ? once(list, handle) : code;
  }

  function value(): readonly NvmlProcessUtilization[] {
    const filled = Math.min(count[0] ?? 0, buffer.length / SIZE);
    return Array.from({ length: filled }, (_, i) => rowAt(buffer, i * SIZE)).filter(
      ({ pid, t_unix_us, sm_pct, memory_pct }) =>
        pid !== 0 && t_unix_us > since_us && sm_pct <= 100 && memory_pct <= 100,
    );
  }

  const ask = metric(link, { call: list === null ? null : call, value });
  return (since_unix_us) => {
    since_us = since_unix_us;
    return ask();
  };
}

const rowAt = (buffer: Buffer, at: number): NvmlProcessUtilization => ({
  pid: buffer.readUInt32LE(at + AT.pid),
  t_unix_us: Number(buffer.readBigUInt64LE(at + AT.stamp)),
  sm_pct: buffer.readUInt32LE(at + AT.sm),
  memory_pct: buffer.readUInt32LE(at + AT.memory),
  encoder_pct: buffer.readUInt32LE(at + AT.encoder),
  decoder_pct: buffer.readUInt32LE(at + AT.decoder),
});
