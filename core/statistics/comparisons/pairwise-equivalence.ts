// Pairwise equivalence of the first factor's levels within a margin, in every combination of the other factors.
import type { Analysis } from '../analysis.ts';
import type { StudyCells } from '../model/study-cells.ts';
import { equivalenceTest } from '../tests/equivalence.ts';
import { pairs, sharedCombinations } from './pairing.ts';

/**
 * Two one-sided Welch tests per pair; pairs that cannot be tested are excluded. No correction: each is a separate
 * claim.
 */
export function pairwiseEquivalence(
  study: StudyCells,
  margin: number,
  alpha: number,
): Analysis['equivalence'] {
  const name = study.factors[0]?.name as string;
  return sharedCombinations(study).flatMap(({ levels, cells }) =>
    pairs(cells).flatMap(([a, b]) => {
      const test = equivalenceTest(a.values, b.values, margin, alpha);
      if (test === null) return [];
      const { diff, ci, p } = test;
      const named = { a: a.levels[name] as string, b: b.levels[name] as string, levels };
      return [{ ...named, margin, diff, ci, p, equivalent: p < alpha }];
    }),
  );
}
