// The levels of the first factor compared within blocks: by their differences, and by the order of these.
import type { SignedRanks, TTest } from '../analysis.ts';
import { meanDifference } from '../descriptives/mean.ts';
import { holm } from '../tests/holm.ts';
import { pairedTTest } from '../tests/paired-t-test.ts';
import { wilcoxonSignedRank } from '../tests/wilcoxon-signed-rank.ts';
import type { BlockPairs } from './block-pairs.ts';

/**
 * Paired t-tests, all of them one family for Holm's correction; nulls where there is one pair or all differences are
 * equal. No effect size: whether the scatter of the values or of their differences is the measure is not ours to choose.
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

/** Wilcoxon's signed ranks; a pair of levels without a difference in any block is left out. */
export function signedRanks(all: readonly BlockPairs[]): SignedRanks[] {
  return all.flatMap(({ a, b, levels, of_a, of_b }) => {
    const test = wilcoxonSignedRank(of_a, of_b);
    return test === null ? [] : [{ a, b, levels, pairs: of_a.length, ...test }];
  });
}
