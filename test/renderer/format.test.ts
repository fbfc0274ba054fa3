// Formats of the columns and cells of tables.
import { expect, test } from 'vitest';
import { sentence } from '../../renderer/format/labels.ts';
import {
  formatDuration,
  formatFixed,
  formatNumber,
  formatP,
  formatQuantity,
} from '../../renderer/format/number.ts';
import { columnScale } from '../../renderer/format/scale.ts';

test('a missing value is a dash, never a 0', () => {
  for (const format of [formatNumber, formatFixed, formatP, formatDuration]) {
    expect(format(null)).toBe('–');
    expect(format(Number.NaN)).toBe('–');
  }
  expect(formatQuantity(undefined, 'J')).toBe('–');
  expect(formatNumber(0)).toBe('0');
});

test('a column has one unit and one number of decimals, set by its largest value', () => {
  const scale = columnScale([1412, 905.25, null], 'J');
  expect(scale.unit).toBe('kJ');
  expect([1412, 905.25, null].map(scale.format)).toEqual(['1.412', '0.905', '–']);
  expect(scale.sibling([12.34, 1.2]).format(12.34)).toBe('0.0123');
  expect(scale.interval([900, 1500])).toBe('[0.900, 1.500]');
  expect(scale.interval(null)).toBe('–');
});

test('units without prefixes stay as they are, and an empty column does not fail', () => {
  expect(columnScale([0.8741, 0.9], '').format(0.8741)).toBe('0.8741');
  expect(columnScale([12345.6], '1/s').format(12345.6)).toBe('12,346');
  expect(columnScale([], 'J').format(null)).toBe('–');
  expect(columnScale([0], 'J').format(0)).toBe('0');
});

test('a negative number has a real minus', () => {
  expect(columnScale([1200], 'J').format(-300)).toBe('\u22120.300');
});

test('a remaining time is in whole seconds and never negative', () => {
  expect(formatDuration(12.4)).toBe('12\u00a0s');
  expect(formatDuration(-3)).toMatch(/^0/);
});

test('a message becomes a sentence, and a name at its start keeps its case', () => {
  expect(sentence('no driver found')).toBe('No driver found');
  expect(sentence('tf32 and fp16_mixed exist on GPUs only')).toBe('TF32 and fp16 mixed exist on GPUs only');
  expect(sentence('bf16_mixed needs AMX')).toBe('bf16 mixed needs AMX');
  expect(sentence('/tmp/a.wattproof is no study')).toBe('/tmp/a.wattproof is no study');
  expect(sentence('')).toBe('');
});
