// Tails of the noncentral t distribution, from which the intervals of Cohen's d and Hedges' g follow.
import { chiSquaredLowerTail, chiSquaredUpperTail, logGamma, normalLowerTail } from './distributions.ts';

/**
 * P(T < t) for T = (Z + ncp) / S, Z standard normal, S^2 chi squared over df. Both ways of integrating one of the two
 * out by the trapezoidal rule converge exponentially (the integrands are analytic and die like a Gaussian):
 * over S where t varies slowly with it, over Z where |t| is large. R's pt is no longer exact beyond |ncp| = 37.6
 * (it switches to a normal approximation); effects here reach 150, hence this. About 1e-12 relative down to 1e-15.
 */
export const noncentralTLowerTail = (t: number, df: number, ncp: number): number =>
  bounded(isFar(t, df, ncp) ? overNormal(t, df, ncp, chiSquaredUpperTail) : overLogScale(t, df, ncp));

/** P(T > t), by the symmetry of Z and by the other tail of S: no 1 - cdf. */
export const noncentralTUpperTail = (t: number, df: number, ncp: number): number =>
  bounded(isFar(t, df, ncp) ? overNormal(t, df, ncp, chiSquaredLowerTail) : overLogScale(-t, df, -ncp));

const bounded = (p: number): number => Math.min(1, Math.max(0, p));
const isFar = (t: number, df: number, ncp: number): boolean => t > 10 * Math.sqrt(2 * df) && ncp > 9;

/** Integral of Phi(t e^x - ncp) times the density of x = log S. */
function overLogScale(t: number, df: number, ncp: number): number {
  const scatter = 1 / Math.sqrt(2 * df);
  const log_constant = Math.log(2) + (df / 2) * Math.log(df / 2) - logGamma(df / 2);
  // The left tail of log S dies like exp(df x), the right one doubly exponentially.
  const from = -Math.max(12 * scatter, 42 / df);
  const to = Math.max(12 * scatter, 0.5);
  const finest = Math.min(scatter, 1 / Math.max(1, Math.abs(t))) / 4;
  const steps = Math.min(200_000, Math.ceil((to - from) / finest));
  const step = (to - from) / steps;
  let total = 0;
  for (let i = 0; i <= steps; i++) {
    const x = from + i * step;
    const density = Math.exp(log_constant + df * (x - Math.exp(2 * x) / 2));
    if (density > 0) total += density * normalLowerTail(t * Math.exp(x) - ncp);
  }
  return total * step;
}

/** Integral over z of phi(z) times a tail of S at (z + ncp) / t; for t > 0 and ncp > 9. */
function overNormal(t: number, df: number, ncp: number, tail: (x: number, df: number) => number): number {
  const STEP = 0.125;
  let total = 0;
  for (let z = -9; z <= 9; z += STEP) {
    total += Math.exp((-z * z) / 2) * tail(df * ((z + ncp) / t) ** 2, df);
  }
  return (total * STEP) / Math.sqrt(2 * Math.PI);
}
