// A figure that cannot be computed is null and said so, a design that cannot be analysed is refused: nothing in between.
import { describe, expect, test } from 'vitest';
import { AuditError } from '../../../core/errors.ts';
import { analyse } from '../../../core/statistics/analyse.ts';
import type { TidyTable } from '../../../core/statistics/tidy-table.ts';
import { group, table } from './tables.ts';

/** Paths of all numbers that JSON could not carry. */
const unwritable = (value: unknown, path = ''): string[] =>
  typeof value === 'number'
    ? Number.isFinite(value)
      ? []
      : [path]
    : value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => unwritable(inner, `${path}.${key}`))
      : [];

const two = table(['f'], [...group(['a'], 5), ...group(['b'], 6)]);
const withCovariates = (
  covariates: string[],
  of: (row: TidyTable['rows'][number], i: number) => number[],
) => ({
  ...two,
  covariates,
  rows: two.rows.map((row, i) => ({ ...row, covariates: of(row, i) })),
});
const withBlocks = (of: (row: TidyTable['rows'][number], i: number) => string): TidyTable => ({
  ...two,
  block: 'day',
  rows: two.rows.map((row, i) => ({ ...row, block: of(row, i) })),
});
/** Half of the rows each level. */
const many = (n: number, valueOf: (i: number) => number): TidyTable => {
  const levels = [{ f: 'a' }, { f: 'b' }] as const;
  return {
    ...two,
    rows: Array.from({ length: n }, (_, i) => ({
      levels: levels[i % 2] as { f: string },
      value: valueOf(i),
    })),
  };
};

describe('degenerate data give nulls with a warning, never NaN or Infinity', () => {
  const cases: [string, TidyTable, RegExp][] = [
    ['one value', table(['f'], [['a', 1]]), /only one value/],
    ['one group', table(['f'], group(['a'], 5)), /f is a in all rows/],
    ['no factor', table([], [[1], [2], [4]]), /Fewer than 5 values/],
    [
      'two single values',
      table(
        ['f'],
        [
          ['a', 1],
          ['b', 2],
        ],
      ),
      /nothing to test the ANOVA against/,
    ],
    ['one value against many', table(['f'], [['a', 1], ...group(['b'], 3)]), /f = a: only one value/],
    [
      'all values equal',
      table(
        ['f'],
        [
          ['a', 7],
          ['a', 7],
          ['b', 7],
          ['b', 7],
        ],
      ),
      /all values are equal/,
    ],
    [
      'two constants',
      table(
        ['f'],
        [
          ['a', 7],
          ['a', 7],
          ['b', 9],
          ['b', 9],
        ],
      ),
      /all values are equal/,
    ],
    [
      'a constant against scatter',
      table(['f'], [['a', 7], ['a', 7], ['a', 7], ...group(['b'], 9)]),
      /f = a: all values/,
    ],
    [
      'an empty cell',
      table(['f', 'g'], [...group(['a', 'x'], 5), ...group(['a', 'y'], 6), ...group(['b', 'x'], 7)]),
      /No data for f = b, g = y/,
    ],
    [
      'confounded factors',
      table(['f', 'g'], [...group(['a', 'x'], 5), ...group(['b', 'y'], 6)]),
      /f:g cannot be separated/,
    ],
    [
      'no replicates',
      table(
        ['f', 'g'],
        [
          ['a', 'x', 1],
          ['a', 'y', 2],
          ['b', 'x', 3],
          ['b', 'y', 5],
        ],
      ),
      /Run more replicates/,
    ],
    [
      'a constant factor among others',
      table(
        ['h', 'f', 'g'],
        [
          ...group(['k', 'a', 'x'], 5),
          ...group(['k', 'a', 'y'], 6),
          ...group(['k', 'b', 'x'], 7),
          ...group(['k', 'b', 'y'], 9),
        ],
      ),
      /h is k in all rows/,
    ],
    ['unequal scatter', table(['f'], [...group(['a'], 5), ...group(['b'], 6, 30)]), /have unequal variances/],
    [
      'an outlier',
      table(['f'], [...group(['a'], 5), ...group(['b'], 6), ['b', 90]]),
      /not normally distributed/,
    ],
    ['tiny and huge', table(['f'], [...group(['a'], 1e-200, 1e-210), ...group(['b'], 1e-190, 1e-200)]), /./],
    [
      'dropped rows',
      { ...table(['f'], [...group(['a'], 5), ...group(['b'], 6)]), dropped: 3 },
      /energy_j is missing: 3/,
    ],
    ['a constant covariate', withCovariates(['t'], () => [3]), /t is 3 in all rows: it explains nothing/],
    [
      'a covariate that is the factor',
      withCovariates(['t'], ({ levels }) => [levels['f'] === 'a' ? 1 : 2]),
      /f cannot be separated[^]*t cannot be separated/,
    ],
    [
      'a covariate that is the response',
      withCovariates(['t'], ({ value }) => [value]),
      /to the last digit: .* Is t computed from energy_j\?/,
    ],
    [
      'two covariates that are one',
      withCovariates(['t', 'u'], (_, i) => [i, 2 * i]),
      /t cannot be separated[^]*u cannot be separated/,
    ],
    ['a covariate in tiny numbers', withCovariates(['t'], (_, i) => [i * 1e-308]), /takes t into account/],
    [
      'a block that is the factor',
      withBlocks(({ levels }) => levels['f'] as string),
      /f cannot be separated[^]*day cannot be separated/,
    ],
    ['one block', withBlocks(() => 'monday'), /day is monday in all rows/],
    [
      'a block for every row',
      withBlocks((_, i) => `day ${i}`),
      /The terms and day use up all degrees of freedom/,
    ],
    [
      'cells along the diagonal alone',
      table(['f', 'g'], [...group(['a', 'x'], 1), ...group(['b', 'y'], 2), ...group(['c', 'z'], 3)]),
      /No data for f = a, g = y; .*; f = c, g = y:[^]*f:g cannot be separated/,
    ],
    [
      'squares that vanish',
      table(['f'], [...group(['a'], 5e-308, 1e-308), ...group(['b'], 8e-308, 1e-308)]),
      /squared distances are 0 in a double: use another unit/,
    ],
    ['the smallest double', many(40, (i) => (i % 3) * 5e-324), /squared distances are 0 in a double/],
    ['the largest equal values', many(40, () => 1.7e308), /all values are equal/],
    ['large values', table(['f'], [...group(['a'], 1e140, 1e138), ...group(['b'], 2e140, 1e138)]), /^$/],
    ['a million equal values', many(1e6, () => 7), /all values are equal/],
    [
      'a million ties but one',
      many(1e6, (i) => (i === 0 ? 8 : 7)),
      /normality of 1000000 residuals is not tested/,
    ],
    ['a million zeros and ones', many(1e6, (i) => ((i * 7919) % 3 === 0 ? 1 : 0)), /up to 5000 values/],
    [
      'names that every object has',
      table(
        ['constructor', '__proto__'],
        [...group(['toString', 'valueOf'], 1), ...group(['hasOwnProperty', '__proto__'], 2)],
      ),
      /No data for constructor = /,
    ],
  ];
  test.each(cases)('%s', (_, data, warning) => {
    for (const ss_type of [2, 3] as const) {
      const found = analyse(data, { ss_type });
      expect(unwritable(found)).toEqual([]);
      expect(found.warnings.join('\n')).toMatch(warning);
      expect(`${found.verdict.text} ${found.verdict.apa}`).not.toMatch(/NaN|Infinity|undefined|null/);
      expect(found.n).toBe(data.rows.length);
    }
  });

  test.each([
    ['no rows', table(['f'], []), {}, /at least one row/],
    ['a value that is no number', table(['f'], [['a', Number.NaN]]), {}, /finite energy_j in row 1/],
    ['a missing level', { ...table(['f'], [['a', 1]]), factors: ['f', 'g'] }, {}, /a level of g in row 1/],
    ['a doubled factor', { ...table(['f'], [['a', 1]]), factors: ['f', 'f'] }, {}, /every factor once/],
    ['the response as a factor', { ...table(['f'], [['a', 1]]), response: 'f' }, {}, /is both/],
    ['an impossible alpha', table(['f'], [['a', 1]]), { alpha: 0 }, /between 0 and 0.5/],
    [
      'a measurement as a factor',
      table(
        ['f'],
        Array.from({ length: 61 }, (_, i) => [String(i), i]),
      ),
      {},
      /at most 60 levels, f has 61: use a measurement as a covariate/,
    ],
    [
      'five factors',
      table(
        ['a', 'b', 'c', 'd', 'e'],
        [
          [1, 1, 1, 1, 1, 0],
          [2, 2, 2, 2, 2, 1],
        ],
      ),
      {},
      /at most 4 varied factors/,
    ],
    [
      'squares that overflow',
      table(
        ['f'],
        [
          ['a', 1e200],
          ['a', -1e200],
          ['b', 1],
          ['b', 2],
        ],
      ),
      {},
      /another unit/,
    ],
    [
      'a measurement of 500 values as a factor',
      table(
        ['f'],
        Array.from({ length: 1000 }, (_, i) => [`level ${i % 500}`, i]),
      ),
      {},
      /at most 60 levels, f has 500: use a measurement as a covariate\.$/,
    ],
    ['an infinite value', table(['f'], [['a', Number.NEGATIVE_INFINITY]]), {}, /got -Infinity/],
    [
      'differences that overflow',
      table(
        ['f'],
        ['a', 'a', 'b', 'b'].map((f, i) => [f, i % 2 ? 1.7e308 : -1.7e308]),
      ),
      {},
      /another unit/,
    ],
    [
      'a covariate that overflows',
      withCovariates(['t'], (_, i) => [i * 1e307]),
      {},
      /up to 1e\+140 for t in row 2/,
    ],
    ['a covariate that is no number', withCovariates(['t'], () => [Number.NaN]), {}, /t in row 1, got NaN/],
    ['a covariate that is not there', { ...two, covariates: ['t'] }, {}, /t in row 1, got undefined/],
    ['a block that is not there', { ...two, block: 'day' }, {}, /a block \(day\) in row 1, got none/],
    ['a covariate that is a factor', withCovariates(['f'], () => [1]), {}, /but f has two/],
    [
      'a block that is the response',
      { ...withBlocks(() => 'x'), block: 'energy_j' },
      {},
      /but energy_j has two/,
    ],
    [
      'a block of its own for every row of many',
      {
        ...many(1000, (i) => i % 7),
        block: 'run',
        rows: many(1000, (i) => i % 7).rows.map((row, i) => ({ ...row, block: `${i}` })),
      },
      {},
      /at most 200 blocks; run has 1000: a different value in each row is not a block\.$/,
    ],
    [
      'a model beyond memory',
      {
        ...two,
        covariates: ['t'],
        rows: Array.from({ length: 700_000 }, (_, i) => ({
          levels: { f: `l${i % 60}` },
          value: i % 11,
          covariates: [i],
        })),
      },
      {},
      /at most 40000000 entries, not 700000 different rows by 61 columns: round the covariates/,
    ],
    ['a margin that is no number', two, { margin: Number.NaN }, /margin of equivalence above 0, got NaN/],
  ] as [string, TidyTable, object, RegExp][])('%s is refused', (_, data, options, message) => {
    expect(() => analyse(data, options)).toThrow(AuditError);
    expect(() => analyse(data, options)).toThrow(message);
  });
});

test('a row far from its prediction is named, with how far and how likely', () => {
  const rows = [...group(['a'], 5), ...group(['b'], 9), ['a', 25]];
  const { residuals, warnings } = analyse(table(['f'], rows));
  expect(residuals.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 1));
  const last = residuals.at(-1);
  expect(residuals.every(({ cook_d }) => (cook_d as number) <= (last?.cook_d as number))).toBe(true);
  expect(warnings.join(' ')).toMatch(
    /Far from the model's prediction, .*: 25 at f = a \(row 25 of those analysed, 4\.\d+ standard deviations, p < \.001\)\./,
  );
  expect(analyse(table(['f'], rows.slice(0, -1))).warnings.join(' ')).not.toContain('Far from');
});
