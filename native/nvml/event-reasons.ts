// Why the clocks are where they are, by name.

/** Bits of nvmlDeviceGetCurrentClocksEventReasons, lowest first. */
const NAMES = [
  'gpu_idle',
  'applications_clocks_setting',
  'sw_power_cap',
  'hw_slowdown',
  'sync_boost',
  'sw_thermal_slowdown',
  'hw_thermal_slowdown',
  'hw_power_brake_slowdown',
  'display_clock_setting',
] as const;

/** `unknown_0x...` is a bit newer than this package. */
export type NvmlEventReason = (typeof NAMES)[number] | `unknown_0x${string}`;

/** The names of the bits that are set, lowest bit first; empty: the clocks are as high as possible. */
export function eventReasonNames(mask: number): NvmlEventReason[] {
  const names: NvmlEventReason[] = [];
  // Not by shifting: JavaScript's bit operators stop at 32 bits.
  for (let [bit, rest] = [0, mask]; rest >= 1; bit++, rest = Math.floor(rest / 2)) {
    if (rest % 2 >= 1) names.push(NAMES[bit] ?? `unknown_0x${(2 ** bit).toString(16)}`);
  }
  return names;
}
