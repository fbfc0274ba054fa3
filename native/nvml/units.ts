// The driver's integers in this package's units.

/** Watts of a power in milliwatts; null for 0, which no powered card draws: the driver's way of having no value. */
export const wattsOf = (power_mw: number | null | undefined): number | null =>
  power_mw ? power_mw / 1e3 : null;
