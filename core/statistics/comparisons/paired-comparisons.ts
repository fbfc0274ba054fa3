// Compares the levels of the first factor within blocks, by their differences and by the ranks of these.
import type { SignedRanks, TTest } from '../analysis.ts';
import { meanDifference } from '../descriptives/mean.ts';
import { holm } from '../tests/holm.ts';
import { pairedTTest } from '../tests/paired-t-test.ts';
import { wilcoxonSignedRank } from '../tests/wilcoxon-signed-rank.ts';
import type { BlockPairs } from './block-pairs.ts';

/**
 * Paired t-tests, all of them one family for Holm's correction; nulls where there is one pair or all differences are
 * equal. No effect size: the choice between the scatter of the values and that of their differences is the user's.
 */
export function pairedTTests(all: readonly BlockPairs[], alpha: number): TTest[] {
  const tests = all.map(({ a, b, levels, of_a, of_b }): TTest => {
    const found = pairedTTest(of_a, of_b, alpha);
    return {
      a,
      b,
      levels,
      method: 'paired',
      t: found?.t ?? null,
      df: found?.df ?? null,
      p: found?.p ?? null,
      p_holm: null,
      diff: found?.diff ?? meanDifference(of_a, of_b),
      ci: found?.ci ?? null,
      cohen_d: null,
      hedges_g: null,
      g_ci: null,
    };
  });
  const adjusted = holm(tests.map(({ p }) => p));
  return tests.map((test, i) => ({ ...test, p_holm: adjusted[i] ?? null }));
}

/** Wilcoxon's signed ranks; pairs of levels without a difference in any block are excluded. */
export function signedRanks(all: readonly BlockPairs[]): SignedRanks[] {
  return all.flatMap(({ a, b, levels, of_a, of_b }) => {
    const test = wilcoxonSignedRank(of_a, of_b);
    return test === null ? [] : [{ a, b, levels, pairs: of_a.length, ...test }];
  });
}
