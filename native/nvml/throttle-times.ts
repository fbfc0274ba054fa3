// Time for which each limit has reduced the clocks: counters in nanoseconds, read in one driver call.
import type { Bindings } from './bindings.ts';
import { fieldBuffer, fieldCode, fieldType, fieldValue, VALUE_TYPE } from './field-values.ts';
import { type DeviceLink, type Metric, metric } from './metric.ts';

/** Fields 74 to 81, the same in every driver. */
const POLICIES = {
  power_ns: 74,
  thermal_ns: 75,
  sync_boost_ns: 76,
  board_limit_ns: 77,
  low_utilisation_ns: 78,
  reliability_ns: 79,
  below_application_clocks_ns: 80,
  below_base_clocks_ns: 81,
} as const;

const SLOWDOWNS = ['sw_thermal_ns', 'hw_thermal_ns', 'hw_power_brake_ns'] as const;
/**
 * The three slowdown counters have two numberings, and each uses the other's numbers for power smoothing: drivers 570
 * and 580 have 251 to 253 (which their nvidia-smi reads), NVIDIA's CUDA 13 header has 269 to 271. The type tells which:
 * the counters are 64 bits wide, the settings of power smoothing are not.
 */
const NUMBERINGS = [251, 269] as const;

/** Nanoseconds since the driver was loaded; null where this card or driver does not count it. */
export type NvmlThrottleTimes = Readonly<
  Record<keyof typeof POLICIES | (typeof SLOWDOWNS)[number], number | null>
>;

/**
 * `power_ns` to `reliability_ns`: held below the application clocks by that limit; `below_...`: by any limit. The
 * others: slowed down for that reason. Use differences over seconds: drivers count in steps of about 0.1 s.
 */
export function throttleTimes({ fieldValues }: Bindings, link: DeviceLink): Metric<NvmlThrottleTimes> {
  const policies = Object.entries(POLICIES) as [keyof typeof POLICIES, number][];
  const slowdowns = NUMBERINGS.flatMap((first) => SLOWDOWNS.map((_, i) => first + i));
  const ids = [...policies.map(([, id]) => id), ...slowdowns];
  const buffer = fieldBuffer(ids.map((id) => ({ id, scope: 0 })));

  const counterAt = (entry: number): number | null =>
    fieldCode(buffer, entry) === 0 && fieldType(buffer, entry) === VALUE_TYPE.ulonglong
      ? fieldValue(buffer, entry)
      : null;

  /** Entries of the numbering that contains counters; none where both or neither do. */
  function slowdownTimes(): (number | null)[] {
    const found = NUMBERINGS.map((_, n) =>
      SLOWDOWNS.map((_, i) => counterAt(policies.length + n * SLOWDOWNS.length + i)),
    ).filter((values) => values.some((value) => value !== null));
    return (found.length === 1 && found[0]) || SLOWDOWNS.map(() => null);
  }

  function value(): NvmlThrottleTimes | null {
    const slow = slowdownTimes();
    const times = {
      ...Object.fromEntries(policies.map(([name], entry) => [name, counterAt(entry)])),
      ...Object.fromEntries(SLOWDOWNS.map((name, i) => [name, slow[i] ?? null])),
    } as NvmlThrottleTimes;
    return Object.values(times).some((time) => time !== null) ? times : null;
  }

  return metric(link, {
    call: fieldValues && ((handle) => fieldValues(handle, ids.length, buffer)),
    value,
    empty: 'not_supported',
  });
}
