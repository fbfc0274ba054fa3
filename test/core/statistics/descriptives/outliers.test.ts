import { expect, test } from 'vitest';
import { OutlierRule } from '../../../../core/design/protocol.ts';
import { outliers } from '../../../../core/statistics/descriptives/outliers.ts';
import expected from '../../../fixtures/statistics/outliers.json' with { type: 'json' };

test.each(expected)('$set by $kind $k, as R finds them', ({ kind, k, values, outliers: found }) => {
  expect(outliers(values, OutlierRule.parse({ kind, k })).join(' ')).toBe(found);
});

test('three values have none, and none are none', () => {
  expect(outliers([1, 2, 1000], { kind: 'iqr', k: 0.5 })).toEqual([]);
  expect(outliers([1, 2, 3, 1000], { kind: 'none' })).toEqual([]);
});
