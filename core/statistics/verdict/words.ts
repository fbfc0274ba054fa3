// Numbers for sentences, with the precision that their uncertainty allows.
import type { Interval, Levels } from '../analysis.ts';

/** APA: `p = .034`, `p < .001`; a p that is not below 0.9995 is `p > .999`. */
export function wordP(p: number): string {
  if (p < 0.001) return 'p < .001';
  if (p >= 0.9995) return 'p > .999';
  // .0496 would read `.050, below alpha = 0.05`.
  const rounded = p.toFixed(3);
  return `p = ${withoutZero(rounded === '0.050' ? p.toFixed(4) : rounded)}`;
}

/** A share between 0 and 1 with its sign, without a leading zero: `= .85`, `= .998`, `< .001`, `> .999`. */
export function wordShare(share: number): string {
  if (share > 0 && share < 0.0005) return '< .001';
  if (share > 0.9995 && share < 1) return '> .999';
  return `= ${withoutZero(share.toFixed(share > 0.99 || share < 0.1 ? 3 : 2))}`;
}

const withoutZero = (text: string): string => text.replace(/^(-?)0\./, '$1.');

/** F, t and d: two decimals, one from 1000 on. */
export const wordStatistic = (value: number): string => trimmed(value, Math.abs(value) >= 1000 ? 1 : 2);

/** Degrees of freedom: an integer, or two decimals after Satterthwaite. */
export const wordDf = (df: number): string => (Number.isInteger(df) ? String(df) : df.toFixed(2));

/**
 * `value` rounded to the second digit of the half-width `half`; to four significant digits where it is not known. Very
 * small and very large numbers are written with a power of ten.
 */
export function wordQuantity(value: number, half: number | null): string {
  const scale = Math.max(Math.abs(value), half ?? 0);
  if (scale !== 0 && (scale < 1e-4 || scale >= 1e15)) return value.toExponential(3);
  if (half === null || !(half > 0)) return String(Number(value.toPrecision(4)));
  const decimals = 1 - Math.floor(Math.log10(half));
  return trimmed(value, Math.min(12, Math.max(0, decimals)));
}

/** `3960 to 4066 J`, in the precision of the interval itself. */
export const wordInterval = ([low, high]: Interval, unit: string): string =>
  `${wordQuantity(low, (high - low) / 2)} to ${wordQuantity(high, (high - low) / 2)}${unit}`;

/** Percentages with three digits, `14.4 %`; two below 1 %. */
export const wordPercent = (share: number): string =>
  `${Number((100 * share).toPrecision(Math.abs(share) < 0.01 ? 2 : 3))} %`;

/** `precision = fp32, batch_size = 128`. */
export const wordLevels = (levels: Levels): string =>
  Object.entries(levels)
    .map(([name, level]) => `${name} = ${level}`)
    .join(', ');

/** `a`, `a and b`, `a, b and c`. */
export const wordList = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** Fixed decimals without a minus sign in front of a zero. */
const trimmed = (value: number, decimals: number): string => {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
};
