// Effect sizes that go with F: the share of the variation that a term of an ANOVA explains.

export interface VarianceExplained {
  readonly eta_sq: number | null;
  readonly eta_sq_partial: number | null;
  readonly omega_sq: number | null;
}

/**
 * eta squared = SS / SS_total (around the grand mean); partial eta squared = SS / (SS + SS_residual);
 * omega squared = (SS - df MS_residual) / (SS_total + MS_residual), the less biased one, which may be negative and is
 * then reported as such (Okada, Behaviormetrika 44 (2017)). J. Cohen, Statistical Power Analysis (1988), 8.2; S. Olejnik,
 * J. Algina, Psychological Methods 8 (2003) 434-447. Null where the divisor is 0.
 */
export function varianceExplained(
  ss: number,
  df: number,
  ss_residual: number,
  df_residual: number,
  ss_total: number,
): VarianceExplained {
  const ms_residual = ss_residual / df_residual;
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  if (df === 0) return { eta_sq: null, eta_sq_partial: null, omega_sq: null };
  return {
    eta_sq: finite(ss / ss_total),
    eta_sq_partial: finite(ss / (ss + ss_residual)),
    omega_sq: finite((ss - df * ms_residual) / (ss_total + ms_residual)),
  };
}
