// Limits against published ones, and the whole rule against its promise: 5 % of sweeps without a difference find one.
import { expect, test } from 'vitest';
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
  expect(lookLevel({ alpha: 0.05, most: 20 }, [], 20, true)).toBeCloseTo(
    0.05,
    8,
  );
});

test('a look that ends early gets what is left, less than all of it, more than one that goes on', () => {
  const rule: StoppingRule = { alpha: 0.05, half_width_pct: 1, least: 8, most: 30 };
  const goes_on = lookLevel(rule, [8, 9], 10, false);
  const ends = lookLevel(rule, [8, 9], 10, true);
  expect(goes_on).toBeLessThan(0.001);
  expect(ends).toBeGreaterThan(0.045);
  expect(ends).toBeLessThan(0.05);
});

test('shares that do not rise are refused', () => {
  expect(() => boundariesZ([0.5, 0.5], [0.01, 0.02])).toThrow(/rise/);
});

test.each([
  ['ends at once or soon', 2.8, 40],
  ['ends half way', 1.5, 40],
  ['ends early at times', 1.5, 24],
] as const)(
  'type I error over 5,000 sweeps without a difference is 4 to 6 %%: %s',
  (_, half_width_pct, most) => {
    const rule: StoppingRule = { alpha: 0.05, half_width_pct, least: 8, most };
    const random = new Draw(20261123);
    let [found, early] = [0, 0];
    const SWEEPS = 5000;
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      const draw = (): number => 300 + 8 * random.normal();
      const a = Array.from({ length: rule.least - 1 }, draw);
      const b = Array.from({ length: rule.least - 1 }, draw);
      const looked: number[] = [];
      let is_found = false;
      for (let stop: string | null = null; stop === null; ) {
        a.push(draw());
        b.push(draw());
        const look = lookAt(rule, looked, [a, b]);
        looked.push(look.n);
        is_found ||= look.ci !== null && (look.ci[0] > 0 || look.ci[1] < 0);
        stop = look.stop;
        if (stop === 'narrow enough') early++;
      }
      if (is_found) found++;
    }
    expect(early).toBeGreaterThan(SWEEPS / 100);
  expect(found / SWEEPS).toBeGreaterThan(0.04);
    expect(found / SWEEPS).toBeLessThan(0.06);
  },
);
