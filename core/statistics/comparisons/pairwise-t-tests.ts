// Compares the levels of the first factor two by two, within every combination of the other factors.
import type { TTest } from '../analysis.ts';
import { meanDifference } from '../descriptives/mean.ts';
import type { StudyCells } from '../model/study-cells.ts';
import { cohensD, hedgesG } from '../tests/effect-size.ts';
import { holm } from '../tests/holm.ts';
import { studentTTest } from '../tests/student-t-test.ts';
import { welchTTest } from '../tests/welch-t-test.ts';
import { pairs, sharedCombinations } from './pairing.ts';

/**
 * Welch's t-tests, or Student's where requested, all of them one family for Holm's correction. There is no marginal
 * comparison over the levels of the other factors: pooling them would count their effect as scatter, and the ANOVA's
 * main effect already gives it. A pair that cannot be tested (a single value, no scatter at all) is listed with its
 * difference and nulls.
 */
export function pairwiseTTests(
  study: StudyCells,
  alpha: number,
  method: 'Welch' | 'Student' = 'Welch',
): TTest[] {
  const compare = method === 'Welch' ? welchTTest : studentTTest;
  const tests = sharedCombinations(study).flatMap(({ levels, cells }) =>
    pairs(cells).map(([a, b]): TTest => {
      const name = study.factors[0]?.name as string;
      const found = compare(a.values, b.values, alpha);
      const g = hedgesG(a.values, b.values, alpha);
      return {
        a: a.levels[name] as string,
        b: b.levels[name] as string,
        levels,
        method,
        t: found?.t ?? null,
        df: found?.df ?? null,
        p: found?.p ?? null,
        p_holm: null,
        diff: found?.diff ?? meanDifference(a.values, b.values),
        ci: found?.ci ?? null,
        cohen_d: cohensD(a.values, b.values),
        hedges_g: g?.g ?? null,
        g_ci: g?.ci ?? null,
      };
    }),
  );
  const adjusted = holm(tests.map((test) => test.p));
  return tests.map((test, i) => ({ ...test, p_holm: adjusted[i] ?? null }));
}
