// Compares the levels of the first factor two by two, within every combination of the other factors.
import type { TTest } from '../analysis.ts';
import { cohensD } from './cohens-d.ts';
import { hedgesG } from './hedges-g.ts';
import { holm } from './holm.ts';
import { meanDifference } from './mean.ts';
import { pairs } from './pairs.ts';
import { sharedCombinations } from './shared-combinations.ts';
import type { StudyCells } from './study-cells.ts';
import { welchTTest } from './welch-t-test.ts';

/**
 * Welch's t-tests, all of them one family for Holm's correction. There is no marginal comparison over the levels of the
 * other factors: pooling them would count their effect as scatter, and the ANOVA's main effect already tells it.
 * A pair that cannot be tested (a single value, no scatter at all) is listed with its difference and nulls.
 */
export function pairwiseTTests(study: StudyCells, alpha: number): TTest[] {
  const tests = sharedCombinations(study).flatMap(({ levels, cells }) =>
    pairs(cells).map(([a, b]): TTest => {
      const name = study.factors[0]?.name as string;
      const welch = welchTTest(a.values, b.values, alpha);
      const g = hedgesG(a.values, b.values, alpha);
      return {
        a: a.levels[name] as string,
        b: b.levels[name] as string,
        levels,
        method: 'Welch',
        t: welch?.t ?? null,
        df: welch?.df ?? null,
        p: welch?.p ?? null,
        p_holm: null,
        diff: welch?.diff ?? meanDifference(a.values, b.values),
        ci: welch?.ci ?? null,
        cohen_d: cohensD(a.values, b.values),
        hedges_g: g?.g ?? null,
        g_ci: g?.ci ?? null,
      };
    }),
  );
  const adjusted = holm(tests.map((test) => test.p));
  return tests.map((test, i) => ({ ...test, p_holm: adjusted[i] ?? null }));
}
