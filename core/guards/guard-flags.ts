// Flags a trial that ran under different conditions from the trials it will be compared with.
import type { Conditions } from './conditions.ts';

/** Above this share of all processors, other programs do more than housekeeping. */
const BACKGROUND_SHARE = 0.1;
/** Trainings of one cell do the same work, so clocks that differ by more have another cause. */
const CLOCK_SHARE = 0.05;
/** Power limits are set in whole watts. */
const LIMIT_W = 1;

/**
 * @param first conditions of the study's first trial; null: this is it
 * @param alike conditions of the first finished trial of the same cell; null: there is none
 */
export function guardFlags(now: Conditions, first: Conditions | null, alike: Conditions | null): string[] {
  return [
    ...((now.gpu_throttled_share ?? 0) > 0 || (now.cpu_throttle_count ?? 0) > 0 ? ['throttled'] : []),
    ...((now.gpu_power_capped_share ?? 0) > 0 ? ['power_capped'] : []),
    ...((now.foreign_gpu_processes ?? 0) > 0 ? ['foreign_gpu_process'] : []),
    ...((now.background_cpu_share ?? 0) > BACKGROUND_SHARE ? ['background_load'] : []),
    ...(moved(now.gpu_power_limit_w, first?.gpu_power_limit_w, LIMIT_W) ? ['limit_changed'] : []),
    ...(moved(
      now.gpu_clock_mean_mhz,
      alike?.gpu_clock_mean_mhz,
      CLOCK_SHARE * (alike?.gpu_clock_mean_mhz ?? 0),
    )
      ? ['clock_changed']
      : []),
  ];
}

const moved = (now: number | null, then: number | null | undefined, by: number): boolean =>
  now !== null && then !== null && then !== undefined && Math.abs(now - then) > by;
