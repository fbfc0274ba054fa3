// Effect sizes in words, by the usual conventions; a convention does not decide what matters.

/** |d| or |g| after Cohen (1988) and Sawilowsky, J. Mod. Appl. Stat. Methods 8 (2009) 597-599. */
export function wordDifference(g: number): string {
  const size = Math.abs(g);
  if (size < 0.2) return 'negligible';
  if (size < 0.5) return 'small';
  if (size < 0.8) return 'medium';
  return size < 1.2 ? 'large' : 'very large';
}

/** Partial eta squared after Cohen (1988), 8.2: .01, .06, .14. */
export function wordExplained(eta_sq_partial: number): string {
  if (eta_sq_partial < 0.01) return 'negligible';
  if (eta_sq_partial < 0.06) return 'small';
  return eta_sq_partial < 0.14 ? 'medium' : 'large';
}
