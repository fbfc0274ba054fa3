// Upper tail of the noncentral F distribution: the power of every analysis of variance.
import { logGamma } from './distributions.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/** Terms below this share of the sum add nothing to a double. */
const NEGLIGIBLE = 1e-17;

/**
 * P(F > f) with noncentrality `lambda` >= 0: the mixture of central tails with Poisson weights of mean lambda / 2
 * (Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2, 1995, 30.2), summed from the largest weight
 * outwards. All terms are positive, so small tails keep their digits; about 1e-12 relative (checked against R's pf).
 */
export function noncentralFUpperTail(f: number, df1: number, df2: number, lambda: number): number {
  if (!(f > 0)) return 1;
  const scaled = df1 * f;
  if (!Number.isFinite(scaled)) return 0;
  const [x, y] = [df2 / (df2 + scaled), scaled / (df2 + scaled)];
  const half = lambda / 2;
  const tail = (j: number): number => incompleteBeta(x, y, df2 / 2, df1 / 2 + j);
  if (half === 0) return tail(0);
  const mode = Math.floor(half);
  const at_mode = Math.exp(mode * Math.log(half) - half - logGamma(mode + 1));
  let total = at_mode * tail(mode);
  // No tail exceeds 1, so the remainder upwards is at most about the weight; downwards the tails shrink with it.
  for (let j = mode + 1, weight = at_mode * (half / j); weight > total * NEGLIGIBLE; weight *= half / ++j)
    total += weight * tail(j);
  for (let j = mode - 1, weight = at_mode * (mode / half); j >= 0; weight *= j / half, j--) {
    const term = weight * tail(j);
    total += term;
    if (term < total * NEGLIGIBLE) break;
  }
  return Math.min(1, total);
}
