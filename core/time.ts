// Time in the product: CLOCK_MONOTONIC nanoseconds as a number, tied to the calendar by anchors.

/**
 * A pair read together. A double holds monotonic nanoseconds exactly for 104 days of uptime and to 4 ns for a year,
 * far below the 0.1 ms at which anything here is stamped.
 */
export interface ClockAnchor {
  readonly t_ns: number;
  readonly unix_ms: number;
}
