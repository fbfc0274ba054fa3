// Power limits of a device: the one in force, the one set, the factory default, and the allowed range.
import type { Bindings } from '../bindings.ts';
import { type DeviceLink, type Metric, metric } from '../metric.ts';
import { wattsOf } from '../units.ts';

/** Range in which the limit can be set, in watts; null where the driver returns 0. */
export interface NvmlPowerLimitConstraints {
  readonly min_w: number | null;
  readonly max_w: number | null;
}

/** A call that returns milliwatts, converted to watts. 0 means no value. */
export function watts(call: Bindings['powerUsage'], link: DeviceLink): Metric {
  const out = new Uint32Array(1);
  return metric(link, { call: call && ((handle) => call(handle, out)), value: () => wattsOf(out[0]) });
}

export function powerLimitConstraints(
  { powerManagementLimitConstraints: call }: Bindings,
  link: DeviceLink,
): Metric<NvmlPowerLimitConstraints> {
  const [lowest, highest] = [new Uint32Array(1), new Uint32Array(1)];
  return metric(link, {
    call: call && ((handle) => call(handle, lowest, highest)),
    value: () => {
      const [min_w, max_w] = [wattsOf(lowest[0]), wattsOf(highest[0])];
      return min_w === null && max_w === null ? null : { min_w, max_w };
    },
  });
}
