// The part of the significance level that looks before the last one may spend.
import { normalQuantile, normalUpperTail } from '../distributions/distributions.ts';

/**
 * Two-sided level spent once the share `t` (0 to 1) of all replicates is in: on each side alpha / 2 after O'Brien and
 * Fleming in the form of K. K. G. Lan, D. L. DeMets, Biometrika 70 (1983) 659-663, 2 (1 - Phi(z(1 - alpha/4) / sqrt
 * t)). Next to nothing early, all of `alpha` at the end.
 */
export function spentAlpha(t: number, alpha: number): number {
  if (t <= 0) return 0;
  if (t >= 1) return alpha;
  return 4 * normalUpperTail(-normalQuantile(alpha / 4) / Math.sqrt(t));
}
