// The plainest adjustment for many comparisons; Holm's is never weaker and is what the product reports.

/** min(1, m p) for m tests made; R's p.adjust("bonferroni"). A null p stays null and does not count. */
export function bonferroni(ps: readonly (number | null)[]): (number | null)[] {
  const made = ps.filter((p) => p !== null).length;
  return ps.map((p) => (p === null ? null : Math.min(1, made * p)));
}
