// Whether the levels of the first factor are the same within a margin, two by two, in every combination of the others.
import type { Analysis } from '../analysis.ts';
import type { StudyCells } from '../model/study-cells.ts';
import { equivalenceTest } from '../tests/equivalence.ts';
import { pairs, sharedCombinations } from './pairing.ts';

/** Two one-sided Welch tests a pair; a pair that cannot be tested is left out. No correction: each is a claim of its own. */
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
