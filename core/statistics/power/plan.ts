// The plan of an experiment: number of replicates, detectable effect, or power.

import { AuditError } from '../../errors.ts';
import { formatNumber } from '../../words/format.ts';
import type { Interval } from '../analysis.ts';
import { fPower } from './f-power.ts';
import { detectableEffect, MOST_REPLICATES, replicatesFor } from './solve.ts';
import { pairedPower, twoSamplePower } from './t-power.ts';

/**
 * `t`: two independent groups, d; `paired`: pairs, dz; `anova`: an effect of `df` degrees of freedom among `cells`
 * cells, f.
 */
export type PlannedTest =
  | { readonly kind: 't' }
  | { readonly kind: 'paired' }
  | { readonly kind: 'anova'; readonly df: number; readonly cells: number };

export interface PowerQuestion {
  readonly test: PlannedTest;
  readonly alpha: number;
  /** Desired power, 0 to 1; computed instead when `n` and `effect` are both given. */
  readonly power: number;
  /** In standard deviations; null: find the smallest detectable one. */
  readonly effect: number | null;
  /** Per group, pairs, or per cell; null: find the number needed. */
  readonly n: number | null;
}

export interface PowerPlan {
  readonly test: PlannedTest;
  readonly alpha: number;
  readonly effect_measure: 'd' | 'dz' | 'f';
  readonly effect: number;
  readonly n: number;
  /** Runs in all. */
  readonly total: number;
  /** Power of this plan, at least the desired one. */
  readonly power: number;
  readonly solved_for: 'n' | 'effect' | 'power';
  readonly text: string;
}

/** The scatter found in a pilot, and its consequences for the plan. */
export interface PilotPlan extends PowerPlan {
  readonly pilot: {
    readonly n: number;
    readonly sd: number;
    readonly sd_ci: Interval | null;
    /** Replicates for the smallest and largest scatter compatible with the pilot; null above a million. */
    readonly n_ci: readonly [number | null, number | null] | null;
  };
}

const MEASURES = { t: 'd', paired: 'dz', anova: 'f' } as const;
const GROUPS = { t: 'in each of the two groups', paired: 'pairs', anova: 'in each cell' } as const;

/** Power of `test` for an effect and a number of replicates. */
export function powerOf(test: PlannedTest, effect: number, n: number, alpha: number): number {
  if (test.kind === 't') return twoSamplePower(effect, n, alpha);
  if (test.kind === 'paired') return pairedPower(effect, n, alpha);
  return fPower({ f: effect, df: test.df, cells: test.cells }, n, alpha);
}

/** @throws AuditError `usage` when neither effect nor replicates are given, or a million replicates are not enough. */
export function planPower({ test, alpha, power, effect, n }: PowerQuestion): PowerPlan {
  if (effect === null && n === null)
    throw new AuditError('usage', 'expected an effect, a number of replicates, or both; give at least one');
  const found_n = n ?? replicatesFor((one) => powerOf(test, effect as number, one, alpha), power);
  if (found_n === null)
    throw new AuditError(
      'usage',
      `no number of replicates up to ${MOST_REPLICATES.toLocaleString('en')} finds an effect of ${effect} with a power of ${power}`,
    );
  const found_effect = effect ?? detectableEffect((one) => powerOf(test, one, found_n, alpha), power);
  if (found_effect === null)
    throw new AuditError('usage', `${found_n} replicates find no effect with a power of ${power}`);
  const reached = powerOf(test, found_effect, found_n, alpha);
  const solved_for = n === null ? 'n' : effect === null ? 'effect' : 'power';
  const measure = MEASURES[test.kind];
  const sizes = `${found_n} ${test.kind === 'paired' ? '' : 'values '}${GROUPS[test.kind]}`;
  const per_cent = `${formatNumber(100 * reached, 3)} %`;
  return {
    test,
    alpha,
    effect_measure: measure,
    effect: found_effect,
    n: found_n,
    total: found_n * (test.kind === 'anova' ? test.cells : 2),
    power: reached,
    solved_for,
    text:
      solved_for === 'effect'
        ? `With ${sizes}, an effect of ${measure} = ${formatNumber(found_effect, 3)} is found with a probability of ${per_cent} at alpha ${alpha}; smaller effects are found less often.`
        : `With ${sizes}, an effect of ${measure} = ${formatNumber(found_effect, 3)} is found with a probability of ${per_cent} at alpha ${alpha}.`,
  };
}
