// Power samples that the driver keeps on its own: a ring of a few seconds, finer than polling, to be read occasionally.
import type { Bindings, Handle } from '../bindings.ts';
import { unionValue } from '../field-values.ts';
import { type DeviceLink, metric, type SinceMetric } from '../metric.ts';
import { wattsOf } from '../units.ts';

/** One sample of the driver's own ring. */
export interface NvmlPowerSample {
  /** Microseconds since 1970, by the computer's clock. */
  readonly t_unix_us: number;
  readonly power_w: number;
}

const TOTAL_POWER = 0;
/** nvmlSample_t: time stamp and value, 8 bytes each. */
const SIZE = 16;
const VALUE_AT = 8;
const NOT_FOUND = 6;
const INSUFFICIENT_SIZE = 7;

/** Samples newer than a time stamp, oldest first; `no_data` when there are none. Samples of 0 W are dropped. */
export function totalPowerSamples(
  { samples: list }: Bindings,
  link: DeviceLink,
): SinceMetric<readonly NvmlPowerSample[]> {
  const type = new Uint32Array(1);
  const count = new Uint32Array(1);
  let buffer = Buffer.alloc(0);
  let since_us = 0;

  /** Reads the length of the driver's ring, which depends on the card. */
  function size(ask: NonNullable<typeof list>, handle: Handle): number {
    count[0] = 0;
    const code = ask(handle, TOTAL_POWER, since_us, type, count, null);
    if (code !== 0 && code !== INSUFFICIENT_SIZE) return code;
    const room = count[0] ?? 0;
    if (room === 0) return NOT_FOUND;
    if (room * SIZE > buffer.length) buffer = Buffer.alloc(room * SIZE);
    return 0;
  }

  function fill(ask: NonNullable<typeof list>, handle: Handle): number {
    count[0] = buffer.length / SIZE;
    return ask(handle, TOTAL_POWER, since_us, type, count, buffer);
  }

  function call(handle: Handle): number {
    if (list === null) return NOT_FOUND;
    const sized = buffer.length > 0 ? 0 : size(list, handle);
    if (sized !== 0) return sized;
    const code = fill(list, handle);
    if (code !== INSUFFICIENT_SIZE) return code;
    return size(list, handle) || fill(list, handle);
  }

  function value(): readonly NvmlPowerSample[] {
    const samples: NvmlPowerSample[] = [];
    const filled = Math.min(count[0] ?? 0, buffer.length / SIZE);
    for (let at = 0; at < filled * SIZE; at += SIZE) {
      const t_unix_us = Number(buffer.readBigUInt64LE(at));
      const power_w = wattsOf(unionValue(buffer, at + VALUE_AT, type[0] ?? -1));
      if (power_w !== null && t_unix_us > since_us) samples.push({ t_unix_us, power_w });
    }
    return samples.sort((a, b) => a.t_unix_us - b.t_unix_us);
  }

  const ask = metric(link, { call: list === null ? null : call, value });
  return (since_unix_us) => {
    since_us = since_unix_us;
    return ask();
  };
}
