// log B(a, b), the constant of Student's t and Fisher's F, also when one argument is a million and the other 0.5.
import { logGamma } from './distributions.ts';

/** From this value on Stirling's series with five terms is exact to a double. */
const LARGE = 15;

/** log of the beta function for a, b > 0; absolute error about 1e-15 (1 + the smaller argument). */
export function logBeta(a: number, b: number): number {
  const p = Math.min(a, b);
  const q = Math.max(a, b);
  if (q < LARGE) return logGamma(p) + (logGamma(q) - logGamma(p + q));
  // log Gamma(q) - log Gamma(p + q) by Stirling's formula (DLMF 5.11.1), its large terms cancelled on paper.
  const ratio = -(q - 0.5) * Math.log1p(p / q) - p * Math.log(p + q) + p + stirling(q) - stirling(p + q);
  return logGamma(p) + ratio;
}

/** log Gamma(z) - [(z - 1/2) log z - z + log(2 pi)/2] for z >= 15. */
function stirling(z: number): number {
  const s = 1 / z ** 2;
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / z;
}
