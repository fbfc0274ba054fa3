// What a device may draw: the limit in force, the one that was set, the one it came with, and the bounds of setting it.
import type { Bindings } from './bindings.ts';
import { type DeviceLink, type Metric, metric, together } from './metric.ts';
import { wattsOf } from './units.ts';

/** Watts; null where the card does not tell (laptops tell the enforced one alone). */
export interface NvmlPowerLimits {
  /** The lowest of all limits in force, the one that counts. */
  readonly enforced_w: number | null;
  /** What was set, by `nvidia-smi -pl` or at start. */
  readonly management_w: number | null;
  readonly default_w: number | null;
  readonly min_w: number | null;
  readonly max_w: number | null;
}

export function powerLimits(nvml: Bindings, link: DeviceLink): Metric<NvmlPowerLimits> {
  const { limitConstraints } = nvml;
  const [word, lowest, highest] = [new Uint32Array(1), new Uint32Array(1), new Uint32Array(1)];
  const watts = (call: Bindings['enforcedLimit']): Metric =>
    metric(link, { call: call && ((handle) => call(handle, word)), value: () => wattsOf(word[0]) });
  const bound = (of: Uint32Array): Metric =>
    metric(link, {
      call: limitConstraints && ((handle) => limitConstraints(handle, lowest, highest)),
      value: () => wattsOf(of[0]),
    });
  return together({
    enforced_w: watts(nvml.enforcedLimit),
    management_w: watts(nvml.managementLimit),
    default_w: watts(nvml.defaultLimit),
    min_w: bound(lowest),
    max_w: bound(highest),
  });
}
