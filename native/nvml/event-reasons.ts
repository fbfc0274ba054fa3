// Names of the reasons behind the current clocks.

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

/** `unknown_0x...` stands for a bit newer than this package. */
export type NvmlEventReason = (typeof NAMES)[number] | `unknown_0x${string}`;

/** Names of the bits set, lowest first; empty when nothing limits the clocks. */
export function eventReasonNames(mask: number): NvmlEventReason[] {
  const names: NvmlEventReason[] = [];
  // No shifts: JavaScript's bit operators stop at 32 bits.
  for (let [bit, rest] = [0, mask]; rest >= 1; bit++, rest = Math.floor(rest / 2)) {
    if (rest % 2 >= 1) names.push(NAMES[bit] ?? `unknown_0x${(2 ** bit).toString(16)}`);
  }
  return names;
}
