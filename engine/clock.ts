// The engine's two clocks, in one place.

/** CLOCK_MONOTONIC in nanoseconds: every stamp in a study. */
export const monotonicNs = (): number => Number(process.hrtime.bigint());

/** The calendar, for the people who read the study. */
export const unixMs = (): number => Date.now();
