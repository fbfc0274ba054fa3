// Laws of the whole analysis: what may depend on the order of the rows, the unit and the zero point, and what may not.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from '../../../../core/statistics/analyse.ts';
import type { Analysis } from '../../../../core/statistics/analysis.ts';
import { studentTTest } from '../../../../core/statistics/tests/student-t-test.ts';
import type { TidyTable } from '../../../../core/statistics/tidy-table.ts';
import { table } from '../tables.ts';
import { holds, isProbability, near, sample, scale, shift, value } from './laws.ts';

const level = (letters: string) => fc.constantFrom(...letters);
const rows = fc.array(fc.tuple(level('ab'), level('xyz'), value), { minLength: 8, maxLength: 40 });
/** Two factors, two values or more in all of the six cells, no cell constant. */
const balanced = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.array(value, { minLength: 30, maxLength: 30 }))
  .map(([n, values]) =>
    [...'ab'].flatMap((f, i) =>
      [...'xyz'].flatMap((g, j) =>
        values.slice((3 * i + j) * 5, (3 * i + j) * 5 + n).map((v, k) => [f, g, v + k]),
      ),
    ),
  );
const drawn = rows.map((list) =>
  table(
    ['f', 'g'],
    list.map((row) => [...row]),
  ),
);
const single = rows.map((list) =>
  table(
    ['g'],
    list.map(([, g, v]) => [g, v]),
  ),
);
const any = fc.oneof(drawn, single);

const moved = (data: TidyTable, move: (v: number) => number): TidyTable => ({
  ...data,
  rows: data.rows.map((row) => ({ ...row, value: move(row.value) })),
});

/** Every number of the analysis that has no unit, with its path. */
function unitless({ anova, t_tests, welch_anova, rank_tests, post_hoc, assumptions }: Analysis) {
  return {
    anova: anova.rows.map(({ term, df, f, p, eta_sq, eta_sq_partial, omega_sq }) => ({
      ...{ term, df, f, p, eta_sq, eta_sq_partial, omega_sq },
    })),
    t_tests: t_tests.map(({ t, df, p, p_holm, cohen_d, hedges_g, g_ci }) => ({
      ...{ t, df, p, p_holm, cohen_d, hedges_g, g_ci },
    })),
    post_hoc: post_hoc.map(({ p }) => p),
    ...{ welch_anova, assumptions },
    kruskal_wallis: rank_tests.kruskal_wallis,
    mann_whitney: rank_tests.mann_whitney.map(({ w, p }) => ({ w, p })),
  };
}

/** Numbers near each other, everything else equal. */
function alike(is: unknown, was: unknown, tolerance = 1): void {
  if (typeof is === 'number' && typeof was === 'number') near(is, was, tolerance);
  else if (is !== null && was !== null && typeof is === 'object' && typeof was === 'object') {
    expect(Object.keys(is)).toEqual(Object.keys(was));
    for (const [key, inner] of Object.entries(is))
      alike(inner, (was as Record<string, unknown>)[key], tolerance);
  } else expect(is).toBe(was);
}

test('the order of the rows changes nothing', () => {
  holds(
    fc.property(any, fc.infiniteStream(fc.nat()), (data, keys) => {
      const shuffled = data.rows
        .map((row) => [keys.next().value as number, row] as const)
        .sort(([a], [b]) => a - b)
        .map(([, row]) => row);
      const [was, is] = [analyse(data), analyse({ ...data, rows: shuffled })];
      alike(unitless(is), unitless(was));
      alike(is.groups, was.groups);
    }),
    25,
  );
});

test('a shift of all values changes no test and no effect size', () => {
  holds(
    fc.property(any, shift, (data, by) => {
      alike(unitless(analyse(moved(data, (v) => v + by))), unitless(analyse(data)), 10);
    }),
    25,
  );
});

test('a unit four times smaller changes no test and no effect size, and every difference by four', () => {
  holds(
    fc.property(any, (data) => {
      const [was, is] = [analyse(data), analyse(moved(data, (v) => 4 * v))];
      alike(unitless(is), unitless(was));
      alike(
        is.t_tests.map(({ diff, ci }) => ({ diff, ci })),
        was.t_tests.map(({ diff, ci }) => ({ diff: 4 * diff, ci: ci?.map((end) => 4 * end) ?? null })),
      );
    }),
    25,
  );
});

test('any unit leaves the ANOVA as it is', () => {
  holds(
    fc.property(balanced, scale, (list, by) => {
      const data = table(['f', 'g'], list);
      const f = (one: TidyTable) => analyse(one).anova.rows.map((row) => [row.f, row.p]);
      alike(f(moved(data, (v) => v * by)), f(data), 10);
    }),
    20,
  );
});

test('types II and III agree for equal cells, and the sums of squares add up', () => {
  holds(
    fc.property(balanced, (list) => {
      const data = table(['f', 'g'], list);
      const [two, three] = ([2, 3] as const).map((ss_type) => analyse(data, { ss_type }).anova.rows);
      if (!two || !three) throw new Error('two tables were asked for');
      two.forEach((row, i) => {
        near(row.ss, three[i]?.ss, 1e6);
        near(row.p, three[i]?.p);
      });
      const grand = list.reduce((sum, row) => sum + (row[2] as number), 0) / list.length;
      const total = list.reduce((sum, row) => sum + ((row[2] as number) - grand) ** 2, 0);
      near(
        two.reduce((sum, row) => sum + row.ss, 0),
        total,
      );
    }),
    20,
  );
});

test("with two levels F is the square of Student's t", () => {
  holds(
    fc.property(sample(), sample(), (a, b) => {
      const data = table(['f'], [...a.map((v) => ['a', v]), ...b.map((v) => ['b', v])]);
      const [row] = analyse(data).anova.rows;
      const student = studentTTest(a, b, 0.05);
      near(row?.f, (student?.t ?? Number.NaN) ** 2);
      near(row?.p, student?.p);
    }),
    25,
  );
});

test('every p is a probability, every interval holds its difference', () => {
  const ps = (value: unknown, key = ''): number[] =>
    typeof value === 'number'
      ? key === 'p' || key === 'p_holm'
        ? [value]
        : []
      : value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([name, inner]) => ps(inner, name))
        : [];
  holds(
    fc.property(any, fc.double({ min: 0.001, max: 0.4, noNaN: true }), (data, alpha) => {
      const found = analyse(data, { alpha, margin: 10 });
      ps(found).forEach(isProbability);
      for (const { diff, ci } of [...found.t_tests, ...found.post_hoc, ...found.equivalence]) {
        if (ci === null) continue;
        expect(ci[0]).toBeLessThanOrEqual(diff);
        expect(ci[1]).toBeGreaterThanOrEqual(diff);
      }
      for (const { p, p_holm } of found.t_tests)
        if (p !== null) expect(p_holm as number).toBeGreaterThanOrEqual(p);
    }),
    25,
  );
});
