// Limits that a standard normal statistic must exceed at each look, so that all looks together keep the stated level.
import { normalUpperTail } from '../distributions/distributions.ts';

/** Grid points across the region where no limit has been crossed; halving their distance changes no relevant digit. */
const POINTS = 401;
/** A limit this far out is never crossed. */
const NEVER_Z = 9;

/** Density of the sum of increments while no limit has been crossed, at equal steps from -end to end. */
interface Density {
  readonly end: number;
  readonly values: Float64Array;
}

/**
 * Limits for looks at the shares `fractions` (rising, above 0) of the information, where look k may spend `spent[k] -
 * spent[k - 1]` (two-sided, rising): P. Armitage, C. K. McPherson, B. C. Rowe, J. R. Statist. Soc. A 132 (1969)
 * 235-244, by Simpson's rule on the sum of independent increments.
 */
export function boundariesZ(fractions: readonly number[], spent: readonly number[]): number[] {
  let look: LimitedLook | null = null;
  return fractions.map((fraction, k) => {
    look = nextLook(look, fraction, spent[k] as number);
    return look.z;
  });
}

/** One look in a series, from which the next one follows without repeating those before it. */
export interface LimitedLook {
  readonly fraction: number;
  readonly spent: number;
  readonly z: number;
  /** Computed only when a later look needs it, so never for the last one. */
  readonly density: () => Density;
}

/** The look after `last` (null: the first one), at the share `fraction`, when `spent` may have been spent in all. */
export function nextLook(last: LimitedLook | null, fraction: number, spent: number): LimitedLook {
  const since = fraction - (last?.fraction ?? 0);
  const level = spent - (last?.spent ?? 0);
  if (!(since > 0) || level < 0)
    throw new RangeError('expected shares and levels that rise from look to look');
  const before = last?.density() ?? null;
  const root = Math.sqrt(fraction);
  const z = limitFor((limit) => crossed(before, limit * root, since), level);
  let density: Density | null = null;
  return { fraction, spent, z, density: () => (density ??= carried(before, z * root, since)) };
}

/** `crossing` falls with z. */
function limitFor(crossing: (z: number) => number, level: number): number {
  if (crossing(NEVER_Z) >= level) return NEVER_Z;
  let [low, high] = [0, NEVER_Z];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (crossing(middle) > level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Probability that the sum lies beyond +-end after an increment of variance `since`, and that it had not crossed
 * before.
 */
function crossed(before: Density | null, end: number, since: number): number {
  const sd = Math.sqrt(since);
  if (before === null) return 2 * normalUpperTail(end / sd);
  return integral(before, (at) => normalUpperTail((end - at) / sd) + normalUpperTail((end + at) / sd));
}

function carried(before: Density | null, end: number, since: number): Density {
  const sd = Math.sqrt(since);
  const normal = (x: number): number => Math.exp((-x * x) / (2 * since)) / (sd * Math.sqrt(2 * Math.PI));
  const values = Float64Array.from({ length: POINTS }, (_, i) => {
    const at = placeOf(i, end);
    return before === null ? normal(at) : integral(before, (from) => normal(at - from));
  });
  return { end, values };
}

const placeOf = (i: number, end: number): number => -end + (2 * end * i) / (POINTS - 1);

/** Simpson's rule over the density times `factor`. */
function integral({ end, values }: Density, factor: (at: number) => number): number {
  let total = 0;
  for (let i = 0; i < POINTS; i++) {
    const weight = i === 0 || i === POINTS - 1 ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * (values[i] as number) * factor(placeOf(i, end));
  }
  return (total * 2 * end) / (POINTS - 1) / 3;
}
