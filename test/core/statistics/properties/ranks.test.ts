// Laws of the tests that look at order alone.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { midranks } from '../../../../core/statistics/descriptives/ranks.ts';
import { kruskalWallis } from '../../../../core/statistics/tests/kruskal-wallis.ts';
import { mannWhitney } from '../../../../core/statistics/tests/mann-whitney.ts';
import { wilcoxonSignedRank } from '../../../../core/statistics/tests/wilcoxon-signed-rank.ts';
import { holds, isProbability, near, sample } from './laws.ts';

/** Strictly rising functions that keep eighths up to 1000 apart. */
const rising = fc.constantFrom<(v: number) => number>(
  (v) => v ** 3,
  (v) => Math.atan(v / 100),
  (v) => Math.exp(v / 100),
  (v) => Math.sign(v) * Math.sqrt(Math.abs(v)),
);
const groups = fc.array(sample(2, 12), { minLength: 2, maxLength: 5 });

test('a rising function of all values changes no test between groups', () => {
  holds(
    fc.property(groups, rising, (was, rise) => {
      const is = was.map((values) => values.map(rise));
      const [a, b, c, d] = [was[0], was[1], is[0], is[1]] as [number[], number[], number[], number[]];
      expect(mannWhitney(c, d)).toEqual(mannWhitney(a, b));
      expect(kruskalWallis(is)).toEqual(kruskalWallis(was));
    }),
  );
});

test('Mann-Whitney: swapped groups share the pairs and the p', () => {
  holds(
    fc.property(sample(), sample(), (a, b) => {
      const [one, other] = [mannWhitney(a, b), mannWhitney(b, a)];
      if (!one || !other) throw new Error('samples that vary can be tested');
      isProbability(one.p);
      expect(one.w + other.w).toBe(a.length * b.length);
      near(other.p, one.p);
      const wins = a.flatMap((x) => b.map((y): number => (x > y ? 1 : x === y ? 0.5 : 0)));
      expect(one.w).toBe(wins.reduce((sum, win) => sum + win, 0));
    }),
  );
});

test('Mann-Whitney: counting and the normal approximation tell the same story', () => {
  const distinct = fc.uniqueArray(fc.integer({ min: -9999, max: 9999 }), { minLength: 98, maxLength: 98 });
  holds(
    fc.property(distinct, (values) => {
      const [a, b] = [values.slice(0, 49), values.slice(49)];
      const exact = mannWhitney(a, b);
      // One more value on each side, beyond all others, is over the limit of the counting.
      const normal = mannWhitney([...a, 1e6, -1e6], [...b, 1e7, -1e7]);
      expect(Math.abs((exact?.p ?? 0) - (normal?.p ?? 9))).toBeLessThan(0.1);
    }),
    20,
  );
});

test('Kruskal-Wallis: neither the order of the groups nor that of their values matters', () => {
  holds(
    fc.property(groups, (was) => {
      const one = kruskalWallis(was);
      const other = kruskalWallis(was.map((values) => [...values].reverse()).reverse());
      isProbability(one?.p ?? null);
      near(other?.h, one?.h);
      near(other?.p, one?.p);
    }),
  );
});

test('signed ranks: swapped pairs share the sum of ranks and the p', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
    minLength: 1,
    maxLength: 60,
  });
  holds(
    fc.property(rows, (drawn) => {
      const [a, b] = [drawn.map(([x]) => x), drawn.map(([, y]) => y)];
      const [one, other] = [wilcoxonSignedRank(a, b), wilcoxonSignedRank(b, a)];
      const n = drawn.filter(([x, y]) => x !== y).length;
      if (n === 0) {
        expect(one).toBeNull();
        return;
      }
      isProbability(one?.p ?? null);
      expect((one?.v ?? 0) + (other?.v ?? 0)).toBe((n * (n + 1)) / 2);
      near(other?.p, one?.p);
    }),
  );
});

test('ranks add up to n (n + 1) / 2 and keep the order', () => {
  holds(
    fc.property(sample(), (values) => {
      const { ranks } = midranks(values);
      const n = values.length;
      expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBe((n * (n + 1)) / 2);
      values.forEach((x, i) => {
        values.forEach((y, j) => {
          expect(Math.sign((ranks[i] as number) - (ranks[j] as number))).toBe(Math.sign(x - y));
        });
      });
    }),
    30,
  );
});
