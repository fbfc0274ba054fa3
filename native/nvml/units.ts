// Converts the driver's integers to this package's units.

/** Watts of a power in milliwatts; null for 0, which no powered card draws: it means no value. */
export const wattsOf = (power_mw: number | null | undefined): number | null =>
  power_mw ? power_mw / 1e3 : null;
