// Readers compare what the terminal, the window and the report say: the words must not differ or lie.
import { describe, expect, it } from 'vitest';
import {
  formatColumn,
  formatCount,
  formatDf,
  formatDuration,
  formatEstimate,
  formatInterval,
  formatLevels,
  formatNumber,
  formatP,
  formatPercent,
  formatPStatement,
  formatQuantity,
  formatTerm,
} from '../../../core/words/format.ts';

/** Non-breaking spaces are right on paper and hard to read in a test. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formatQuantity', () => {
  it.each([
    [0.0042, 'J', '4.2 mJ'],
    [0, 'J', '0 J'],
    [812.44, 'J', '812.4 J'],
    [12_345, 'J', '12.35 kJ'],
    [2_500_000, 'J', '2.5 MJ'],
    [7_200_000, 'J', '2 kWh'],
    [3.6e9, 'J', '1 MWh'],
    [-1500, 'J', '\u22121.5 kJ'],
    [61.27, 'W', '61.27 W'],
    [1234, 'W', '1.234 kW'],
    [0.25, 's', '250 ms'],
    [48, 's', '48 s'],
    [90, 's', '1.5 min'],
    [7200, 's', '2 h'],
    [0.0123, 'g', '12.3 mg'],
    [1500, 'g', '1.5 kg'],
    [8_589_934_592, 'B', '8 GiB'],
    [12_345.6, '1/s', '12,346 1/s'],
    [0.874, '', '0.874'],
  ])('%d %s is %s', (value, unit, text) => expect(plain(formatQuantity(value, unit))).toBe(text));

  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('says that %s is not measured', (value) =>
    expect(formatQuantity(value, 'J')).toBe('not measured'),
  );
});

describe('formatNumber', () => {
  it('goes to powers of ten only at the extremes', () => {
    expect(formatNumber(0.00001234)).toBe('1.234 × 10⁻⁵');
    expect(formatNumber(123_456_789)).toBe('123,456,789');
    expect(formatNumber(1.5e12)).toBe('1.500 × 10¹²');
  });
});

describe('intervals', () => {
  it('puts both ends into one unit with digits that fit the width', () => {
    expect(plain(formatInterval([900, 1100], 'J'))).toBe('[0.90, 1.10] kJ');
    expect(plain(formatInterval([11_200, 13_400], 'J'))).toBe('[11.2, 13.4] kJ');
    expect(plain(formatInterval([-5, 12]))).toBe('[\u22125.0, 12.0]');
    expect(formatInterval(null, 'J')).toBe('not measured');
  });

  it('gives a value the digits its interval justifies', () => {
    expect(plain(formatEstimate(12_345.678, [11_000, 13_700], 'J'))).toBe('12.3 kJ [11.0, 13.7]');
    expect(plain(formatEstimate(12_345.678, null, 'J'))).toBe('12.35 kJ');
    expect(formatEstimate(null, [1, 2], 'J')).toBe('not measured');
  });
});

describe('statistics', () => {
  it.each([
    [0.0318, '.032'],
    [0.0009, '< .001'],
    [0.001, '.001'],
    [0.9996, '> .999'],
    [0.5, '.500'],
  ])('p %d is %s', (p, text) => expect(formatP(p)).toBe(text));

  it('writes p as a statement', () => {
    expect(formatPStatement(0.0318)).toBe('p = .032');
    expect(formatPStatement(1e-9)).toBe('p < .001');
  });

  it('keeps integer degrees of freedom as they are', () => {
    expect(formatDf(8)).toBe('8');
    expect(formatDf(7.456)).toBe('7.46');
  });
});

describe('counts, shares, times, cells', () => {
  it('separates thousands', () => expect(formatCount(1_234_567)).toBe('1,234,567'));
  it('shows a share in per cent', () => expect(plain(formatPercent(0.8741))).toBe('87.4 %'));
  it.each([
    [0.5, '500 ms'],
    [47.91, '47.9 s'],
    [59.97, '1 min 00 s'],
    [185, '3 min 05 s'],
    [4320, '1 h 12 min'],
  ])('%d s is %s', (value, text) => expect(plain(formatDuration(value))).toBe(text));
  it('names a cell', () => {
    expect(formatLevels({ precision: 'fp16_mixed', batch_size: '128' })).toBe('fp16 mixed, batch 128');
    expect(formatLevels({ batch_size: '64', precision: 'fp32' }, ['precision'])).toBe('fp32');
    expect(formatLevels({})).toBe('all');
  });
  it('names a term', () => expect(formatTerm('precision:batch_size')).toBe('precision × batch size'));
});

describe('formatColumn', () => {
  it('gives all values the decimals of the largest', () => {
    const shown = formatColumn([1340, 2200, 9], { per: 1000, unit: 'kJ' });
    expect([1340, 2200, 9].map(shown)).toEqual(['1.340', '2.200', '0.009']);
    expect(formatColumn([12_345.6])(12_345.6)).toBe('12,346');
    expect(shown(null)).toBe('not measured');
  });
});
