// A device's clock rates, and the reasons that limit them.
import type { Bindings } from './bindings.ts';
import { type DeviceLink, firstSupported, type Metric, metric, type NvmlReading } from './metric.ts';

/** nvmlClockType_t by number. */
const CLOCKS = ['graphics', 'sm', 'mem', 'video'] as const;

/** NVML_CLOCK_GRAPHICS, NVML_CLOCK_SM, NVML_CLOCK_MEM, NVML_CLOCK_VIDEO. */
export type NvmlClockType = (typeof CLOCKS)[number];

/** MHz of one clock. Throws a RangeError for an unknown clock, since that is a programming error. */
export function clockInfo(
  { clockInfo: call }: Bindings,
  link: DeviceLink,
): (type: NvmlClockType) => NvmlReading {
  const out = new Uint32Array(1);
  const clock = (number: number): Metric =>
    metric(link, {
      call: call && ((handle) => call(handle, number, out)),
      value: () => out[0] ?? null,
    });
  const clocks = new Map<string, Metric>(CLOCKS.map((type, number) => [type, clock(number)]));
  return (type) => {
    const ask = clocks.get(type);
    if (ask === undefined) throw new RangeError(`expected a clock of ${CLOCKS.join(', ')}, got ${type}`);
    return ask();
  };
}

/** Bits of the reasons that limit the clocks; drivers before 535 have the call under its older name. */
export function currentClocksEventReasons(nvml: Bindings, link: DeviceLink): Metric {
  const out = new BigUint64Array(1);
  const mask = (call: Bindings['currentClocksEventReasons']): Metric =>
    metric(link, { call: call && ((handle) => call(handle, out)), value: () => Number(out[0]) });
  return firstSupported(mask(nvml.currentClocksEventReasons), mask(nvml.currentClocksThrottleReasons));
}
