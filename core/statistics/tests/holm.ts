// Adjusts the p-values of many comparisons so that any false alarm in the whole family stays rare.

/**
 * Holm's step-down adjustment, in the order given: S. Holm, Scand. J. Statist. 6 (1979) 65-70; R's
 * p.adjust("holm"). A null p (a test that could not be made) stays null and does not count as a comparison.
 */
export function holm(ps: readonly (number | null)[]): (number | null)[] {
  const made = ps.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = ps.map(() => null);
  let least = 0;
  made.forEach(({ p, index }, rank) => {
    least = Math.max(least, Math.min(1, (made.length - rank) * p));
    adjusted[index] = least;
  });
  return adjusted;
}
