// Evaluates the fitted polynomials of the Shapiro-Wilk approximation.

/** c[0] + c[1] x + c[2] x^2 + ..., by Horner's rule. */
export const polynomial = (c: readonly number[], x: number): number =>
  c.reduceRight((value, coefficient) => value * x + coefficient, 0);
