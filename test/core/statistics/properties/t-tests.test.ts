// Laws that every t-test and its effect size obey whatever the values.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { descriptives } from '../../../../core/statistics/descriptives/descriptives.ts';
import { cohensD, hedgesG } from '../../../../core/statistics/tests/effect-size.ts';
import { equivalenceTest } from '../../../../core/statistics/tests/equivalence.ts';
import { pairedTTest } from '../../../../core/statistics/tests/paired-t-test.ts';
import { studentTTest } from '../../../../core/statistics/tests/student-t-test.ts';
import type { TTestResult } from '../../../../core/statistics/tests/t-test-result.ts';
import { welchTTest } from '../../../../core/statistics/tests/welch-t-test.ts';
import { holds, isProbability, near, sample, scale, shift } from './laws.ts';

const ALPHA = 0.05;
const tests = [
  ['Welch', welchTTest],
  ['Student', studentTTest],
] as const;
const two = [sample(), sample()] as const;
const pairs = fc
  .array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })), {
    minLength: 2,
    maxLength: 20,
  })
  .map((rows) => [rows.map(([a]) => a), rows.map(([, b]) => b)] as const);

test.each(tests)('%s: t, df and p do not move with a shift, nor does the difference', (_, tTest) => {
  holds(
    fc.property(...two, shift, (a, b, by) => {
      const was = tTest(a, b, ALPHA) as TTestResult;
      const is = tTest(
        a.map((v) => v + by),
        b.map((v) => v + by),
        ALPHA,
      );
      for (const key of ['t', 'df', 'p', 'diff', 'se'] as const) near(is?.[key], was[key]);
    }),
  );
});

test.each(tests)(
  '%s: a change of unit scales the difference and its interval and nothing else',
  (_, tTest) => {
    holds(
      fc.property(...two, scale, (a, b, by) => {
        const was = tTest(a, b, ALPHA) as TTestResult;
        const is = tTest(
          a.map((v) => v * by),
          b.map((v) => v * by),
          ALPHA,
        );
        const size = 1000 * Math.abs(by);
        near(is?.t, was.t * Math.sign(by));
        near(is?.df, was.df);
        near(is?.p, was.p);
        near(is?.diff, was.diff * by, size);
        const ends = [was.ci[0] * by, was.ci[1] * by].sort((x, y) => x - y);
        near(is?.ci[0], ends[0], size);
        near(is?.ci[1], ends[1], size);
      }),
    );
  },
);

test.each(tests)('%s: swapped groups turn the sign', (_, tTest) => {
  holds(
    fc.property(...two, (a, b) => {
      const was = tTest(a, b, ALPHA) as TTestResult;
      const is = tTest(b, a, ALPHA) as TTestResult;
      near(is.t, -was.t);
      near(is.diff, -was.diff);
      near(is.p, was.p);
      near(is.ci[0], -was.ci[1]);
    }),
  );
});

test.each(tests)(
  '%s: the interval holds the difference, and 0 exactly where p is not below alpha',
  (_, tTest) => {
    holds(
      fc.property(...two, fc.double({ min: 0.001, max: 0.4, noNaN: true }), (a, b, alpha) => {
        const { diff, ci, p } = tTest(a, b, alpha) as TTestResult;
        isProbability(p);
        expect(ci[0]).toBeLessThanOrEqual(diff);
        expect(ci[1]).toBeGreaterThanOrEqual(diff);
        if (Math.abs(p - alpha) > 1e-6) expect(ci[0] <= 0 && ci[1] >= 0).toBe(p > alpha);
      }),
    );
  },
);

test('Welch and Student agree in t for equal sizes, in everything for equal variances too', () => {
  holds(
    fc.property(pairs, shift, ([a, b], by) => {
      near(welchTTest(a, b, ALPHA)?.t, studentTTest(a, b, ALPHA)?.t);
      const moved = a.map((v) => v + by);
      const [welch, student] = [welchTTest(a, moved, ALPHA), studentTTest(a, moved, ALPHA)];
      for (const key of ['t', 'df', 'p', 'diff'] as const) near(welch?.[key], student?.[key]);
    }),
  );
});

test('the paired test is the interval of the mean difference', () => {
  holds(
    fc.property(pairs, ([a, b]) => {
      const differences = a.map((v, i) => v - (b[i] as number));
      const paired = pairedTTest(a, b, ALPHA);
      const { mean, se, ci } = descriptives(differences, ALPHA);
      if (new Set(differences).size === 1) {
        expect(paired).toBeNull();
        return;
      }
      near(paired?.diff, mean);
      near(paired?.t, mean / (se as number));
      near(paired?.ci[0], ci?.[0]);
      near(paired?.ci[1], ci?.[1]);
      expect(paired?.df).toBe(a.length - 1);
    }),
  );
});

test('effect sizes have no unit, lie within their interval and turn with the groups', () => {
  holds(
    fc.property(...two, shift, scale, (a, b, by, factor) => {
      const moved = (values: number[]): number[] => values.map((v) => (v + by) * Math.abs(factor));
      const size = 1e4; // (v + by) * factor is rounded: at most seven digits are lost of sixteen.
      near(cohensD(moved(a), moved(b)), cohensD(a, b), size);
      const [was, is, turned] = [
        hedgesG(a, b, ALPHA),
        hedgesG(moved(a), moved(b), ALPHA),
        hedgesG(b, a, ALPHA),
      ];
      near(is?.g, was?.g, size);
      near(turned?.g, -(was?.g as number));
      if (!was?.ci) throw new Error(`no interval of g = ${was?.g}`);
      expect(was.ci[0]).toBeLessThanOrEqual(was.g + 1e-12);
      expect(was.ci[1]).toBeGreaterThanOrEqual(was.g - 1e-12);
    }),
    60,
  );
});

test('a wider margin never makes equivalence less plausible, and p agrees with the interval', () => {
  holds(
    fc.property(
      ...two,
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 1, max: 2000 }),
      (a, b, m, more) => {
        const narrow = equivalenceTest(a, b, m, ALPHA);
        const wide = equivalenceTest(a, b, m + more, ALPHA);
        if (!narrow || !wide) throw new Error('samples that vary can be tested');
        isProbability(narrow.p);
        expect(wide.p).toBeLessThanOrEqual(narrow.p);
        const inside = narrow.ci[0] > -m && narrow.ci[1] < m;
        if (Math.abs(narrow.p - ALPHA) > 1e-6) expect(inside).toBe(narrow.p < ALPHA);
      },
    ),
  );
});
