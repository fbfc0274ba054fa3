// Limits against published ones, and the whole rule against its promise: 5 % of sweeps without a difference find one.
import { expect, test } from 'vitest';
import { normalQuantile } from '../../../../core/statistics/distributions/distributions.ts';
import { tTwoSided, tUpperQuantile } from '../../../../core/statistics/distributions/student-t.ts';
import { boundariesZ } from '../../../../core/statistics/sequential/boundaries.ts';
import { spentAlpha } from '../../../../core/statistics/sequential/spending.ts';
import {
  lookAt,
  lookLevel,
  type StoppingRule,
} from '../../../../core/statistics/sequential/stopping-rule.ts';
import { Draw } from '../../energy/random.ts';

test('five equal looks: the limits of Jennison and Turnbull 2000, table 7.1 (as of the programs of Lan and DeMets)', () => {
  const fractions = [0.2, 0.4, 0.6, 0.8, 1];
  const z = boundariesZ(
    fractions,
    fractions.map((t) => spentAlpha(t, 0.05)),
  );
  [4.877, 3.357, 2.68, 2.29, 2.031].forEach((limit, k) => expect(z[k]).toBeCloseTo(limit, 3));
});

test('one look at the end is the ordinary test', () => {
  expect(boundariesZ([1], [0.05])[0]).toBeCloseTo(1.959964, 5);
  expect(lookLevel({ alpha: 0.05, least: 20, most: 20 }, [], 20, true)).toBeCloseTo(0.05, 8);
});

test('a look that ends early gets what is left, less than all of it, more than one that goes on', () => {
  const rule: StoppingRule = { alpha: 0.05, half_width_pct: 1, least: 8, most: 30 };
  const goes_on = lookLevel(rule, [8, 9], 10, false);
  const ends = lookLevel(rule, [8, 9], 10, true);
  expect(goes_on).toBeLessThan(0.001);
  expect(ends).toBeGreaterThan(0.044);
  expect(ends).toBeLessThan(0.046);
});

test('shares that do not rise are refused', () => {
  expect(() => boundariesZ([0.5, 0.5], [0.01, 0.02])).toThrow(/rise/);
});

/** Mean and sum of squares of normal values as they come, for a Welch test at every look in constant time. */
class Running {
  n = 0;
  #mean = 0;
  #squares = 0;
  add(value: number): void {
    this.n++;
    const off = value - this.#mean;
    this.#mean += off / this.n;
    this.#squares += off * (value - this.#mean);
  }
  get mean(): number {
    return this.#mean;
  }
  /** Variance of the mean. */
  get variance(): number {
    return this.#squares / (this.n - 1) / this.n;
  }
}

test.each([
  ['ends at once or soon', 2.8, 40],
  ['ends after a few looks', 2.2, 40],
  ['ends half way', 1.5, 40],
  ['ends early at times', 1.5, 24],
] as const)(
  '20,000 sweeps without a difference: 4 to 6 %% find one at any look, %s',
  (_, width_pct, most) => {
    const rule: StoppingRule = { alpha: 0.05, half_width_pct: width_pct, least: 8, most };
    const random = new Draw(1);
    const quantiles = new Map<number, number>();
    const quantileOf = (df: number): number => {
      const rounded = Math.round(10 * df) / 10;
      const known = quantiles.get(rounded) ?? tUpperQuantile(rule.alpha / 2, rounded);
      quantiles.set(rounded, known);
      return known;
    };
    // The looks before one are always all sample sizes from the least on, so its level follows from its own size alone.
    const limits = [false, true].map((is_last) =>
      Array.from({ length: most + 1 - rule.least }, (_, looks) => {
        const looked = Array.from({ length: looks }, (_, i) => rule.least + i);
        const level = lookLevel(rule, looked, rule.least + looks, is_last);
        return { level, least_t: -normalQuantile(level / 2) };
      }),
    );
    /** Student's tails are heavier than the normal ones: a t below the normal limit needs no exact p. */
    const finds = (t: number, df: number, n: number, is_last: boolean): boolean => {
      const { level, least_t } = limits[Number(is_last)]?.[n - rule.least] as {
        level: number;
        least_t: number;
      };
      return Math.abs(t) > least_t && tTwoSided(t, df) < level;
    };
    const SWEEPS = 20_000;
    let found = 0;
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      const [a, b] = [new Running(), new Running()];
      let is_found = false;
      for (let is_last = false; !is_last; ) {
        a.add(300 + 8 * random.normal());
        b.add(300 + 8 * random.normal());
        if (a.n < rule.least) continue;
        const variance = a.variance + b.variance;
        const df = (variance ** 2 * (a.n - 1)) / (a.variance ** 2 + b.variance ** 2);
        const half_width_pct = (100 * quantileOf(df) * Math.sqrt(variance)) / b.mean;
        is_last = a.n >= rule.most || half_width_pct <= rule.half_width_pct;
        is_found ||= finds((a.mean - b.mean) / Math.sqrt(variance), df, a.n, is_last);
      }
      if (is_found) found++;
    }
    expect(found / SWEEPS).toBeGreaterThan(0.04);
    expect(found / SWEEPS).toBeLessThan(0.06);
  },
);

test('a look: the level that is left, its own interval, and why it ends', () => {
  const rule: StoppingRule = { alpha: 0.05, half_width_pct: 3, least: 8, most: 12 };
  const values = (centre: number, sd: number): number[] =>
    [-1, 1, -0.5, 0.5, -0.8, 0.8, -0.2, 0.2].map((off) => centre + sd * off);
  const wide = lookAt(rule, [], [values(300, 30), values(310, 30)]);
  expect(wide).toMatchObject({ n: 8, stop: null, level: lookLevel(rule, [], 8, false) });
  expect(wide.diff).toBeCloseTo(-10, 9);
  const narrow = lookAt(rule, [], [values(300, 3), values(310, 3)]);
  expect(narrow.stop).toBe('narrow enough');
  expect(narrow.level).toBeCloseTo(0.046, 6);
  expect(narrow.half_width_pct).toBeLessThan(3);
  expect(narrow.ci?.[1]).toBeLessThan(0);
  const last = lookAt(
    rule,
    [8],
    [
      [...values(300, 30), 1, 2, 3, 4],
      [...values(310, 30), 1, 2, 3, 4],
    ],
  );
  expect(last).toMatchObject({ n: 12, stop: 'last replicate' });
  expect(lookAt(rule, [], [values(300, 0), values(300, 0)])).toMatchObject({
    diff: null,
    ci: null,
    stop: null,
  });
});
