// Numbers and names as they are printed.
import { expect, test } from 'vitest';
import { naturallySorted } from '../../../../core/statistics/descriptives/natural-order.ts';
import {
  wordInterval,
  wordP,
  wordPercent,
  wordQuantity,
  wordShare,
  wordStatistic,
} from '../../../../core/statistics/verdict/words.ts';

test.each([
  [
    ['512', '32', '128'],
    ['32', '128', '512'],
  ],
  [
    ['1e3', '-5', '20', '0.5'],
    ['-5', '0.5', '20', '1e3'],
  ],
  [
    ['run10', 'run9', 'run1b', 'run1'],
    ['run1', 'run1b', 'run9', 'run10'],
  ],
  [
    ['mixed', 'fp32', 'bf16', 'fp16'],
    ['bf16', 'fp16', 'fp32', 'mixed'],
  ],
  [
    ['b', '10', 'B', '9', ''],
    ['', '9', '10', 'B', 'b'],
  ],
])('%j in natural order', (given, want) => {
  expect(naturallySorted(given)).toEqual(want);
  expect(naturallySorted([...given].reverse())).toEqual(want);
});

test.each([
  [0, 'p < .001'],
  [0.0009999, 'p < .001'],
  [0.0344, 'p = .034'],
  [0.04963, 'p = .0496'],
  [0.9994, 'p = .999'],
  [1, 'p > .999'],
])('p of %d', (p, text) => expect(wordP(p)).toBe(text));

test.each([
  [0.85, '= .85'],
  [0.9975, '= .998'],
  [0.04231, '= .042'],
  [0.00001, '< .001'],
  [0.99999, '> .999'],
  [1, '= 1.000'],
  [0, '= .000'],
])('share of %d', (share, text) => expect(wordShare(share)).toBe(text));

test.each([
  [4012.99, 53.4, '4013'],
  [4012.99, 0.0534, '4012.990'],
  [-0.0000001, 0.53, '0.00'],
  [123456, null, '123500'],
  [0.00000123, 0.0000004, '1.230e-6'],
  [0, null, '0'],
])('%d known to %d', (value, half, text) => expect(wordQuantity(value, half)).toBe(text));

test('intervals, statistics and percentages', () => {
  expect(wordInterval([3959.63, 4066.36], ' J')).toBe('3960 to 4066 J');
  expect(wordStatistic(22932.205)).toBe('22932.2');
  expect(wordStatistic(150.8185)).toBe('150.82');
  expect(wordStatistic(-0.001)).toBe('0.00');
  expect(wordPercent(0.14378)).toBe('14.4 %');
  expect(wordPercent(0.95)).toBe('95 %');
  expect(wordPercent(0.00123)).toBe('0.12 %');
});
