// Cohen's d is too large on few runs; this is the factor that makes it right on average.
import { logGamma } from '../distributions/distributions.ts';

/**
 * Exact J(m) = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)) for m degrees of freedom: L. Hedges, J. Educ. Statist. 6
 * (1981) 107-128, eq. 6e. Null below m = 2, where it is 0. Above m = 400 the two log-gammas would cancel, and the
 * series of Gamma(x + 1/2) / Gamma(x) in 1/x (DLMF 5.11.13), good to 1e-14 there, is used.
 */
export function hedgesCorrection(m: number): number | null {
  if (m < 2) return null;
  if (m <= 400) return Math.exp(logGamma(m / 2) - logGamma((m - 1) / 2)) / Math.sqrt(m / 2);
  const x = (m - 1) / 2;
  const series = 1 - 1 / (8 * x) + 1 / (128 * x ** 2) + 5 / (1024 * x ** 3) - 21 / (32768 * x ** 4);
  return Math.sqrt((m - 1) / m) * series;
}
