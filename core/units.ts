// All conversions of units, so that a factor of 3.6e6 is written only once.

/** Joules in one kilowatt-hour. */
export const J_PER_KWH = 3.6e6;

/** Energy in kWh of `energy_j` joules. */
export const kwhFromJ = (energy_j: number): number => energy_j / J_PER_KWH;

/** Grams of CO2-equivalent of `energy_j` joules at `intensity_g_per_kwh`. */
export const carbonG = (energy_j: number, intensity_g_per_kwh: number): number =>
  kwhFromJ(energy_j) * intensity_g_per_kwh;

/** Joules in one watt-hour. */
export const J_PER_WH = 3600;

/** Joules from powercap's microjoules. */
export const jFromUj = (energy_uj: number): number => energy_uj / 1e6;

/** Joules from the picowatt-hours of Windows' energy meters. */
export const jFromPwh = (energy_pwh: number): number => (energy_pwh * J_PER_KWH) / 1e15;

const NS_PER_S = 1e9;
const NS_PER_MS = 1e6;

export const nsFromS = (duration_s: number): number => duration_s * NS_PER_S;
export const sFromNs = (duration_ns: number): number => duration_ns / NS_PER_S;
export const msFromNs = (duration_ns: number): number => duration_ns / NS_PER_MS;

/** Seconds between two monotonic stamps in nanoseconds. */
export const secondsBetween = (t_begin_ns: number, t_end_ns: number): number =>
  sFromNs(t_end_ns - t_begin_ns);

/** Nanoseconds between two events that come `rate_hz` times a second, and the rate of such a distance. */
export const periodNs = (rate_hz: number): number => NS_PER_S / rate_hz;
export const hzOf = (period_ns: number): number => NS_PER_S / period_ns;
