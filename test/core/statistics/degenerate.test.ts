// What cannot be computed is null and told, what cannot be analysed is refused: nothing in between.
import { describe, expect, test } from 'vitest';
import type { TidyTable } from '../../../core/analysis.ts';
import { AuditError } from '../../../core/errors.ts';
import { analyse } from '../../../core/statistics/analyse.ts';
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

describe('degenerate data give nulls with a warning, never NaN or Infinity', () => {
  const cases: [string, TidyTable, RegExp][] = [
    ['one value', table(['f'], [['a', 1]]), /one value only/],
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
    ['one value against many', table(['f'], [['a', 1], ...group(['b'], 3)]), /f = a: one value only/],
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
      /f:g cannot be told apart/,
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
    ['unequal scatter', table(['f'], [...group(['a'], 5), ...group(['b'], 6, 30)]), /do not scatter equally/],
    [
      'an outlier',
      table(['f'], [...group(['a'], 5), ...group(['b'], 6), ['b', 90]]),
      /not normally distributed/,
    ],
    ['tiny and huge', table(['f'], [...group(['a'], 1e-200, 1e-210), ...group(['b'], 1e-190, 1e-200)]), /./],
    [
      'dropped rows',
      { ...table(['f'], [...group(['a'], 5), ...group(['b'], 6)]), dropped: 3 },
      /no energy_j: 3/,
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
      /61: is it a measurement/,
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
    /Far from what the model predicts, .*: row 25 \(4\.\d+ standard deviations, p < \.001\)\./,
  );
  expect(analyse(table(['f'], rows.slice(0, -1))).warnings.join(' ')).not.toContain('Far from');
});
