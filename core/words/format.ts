// Numbers and names formatted for readers, the same way in the terminal, the window and the report.
import type { Interval, Levels } from '../statistics/analysis.ts';
import { J_PER_KWH } from '../units.ts';

/** Shown where a value is missing; never 0. */
export const NOT_MEASURED = 'not measured';

type Missing = null | undefined;
const MINUS = '\u2212';
const NBSP = '\u00a0';

/** Shown value = value / `per`. */
export interface UnitScale {
  readonly per: number;
  readonly unit: string;
}

/** Units in ascending order, each used from a value of 1. Joules continue in kWh, the unit of electricity bills. */
const LADDERS: Readonly<Record<string, readonly UnitScale[]>> = {
  J: [
    { per: 1e-3, unit: 'mJ' },
    { per: 1, unit: 'J' },
    { per: 1e3, unit: 'kJ' },
    { per: 1e6, unit: 'MJ' },
    { per: J_PER_KWH, unit: 'kWh' },
    { per: J_PER_KWH * 1e3, unit: 'MWh' },
  ],
  Wh: [
    { per: 1e-3, unit: 'mWh' },
    { per: 1, unit: 'Wh' },
    { per: 1e3, unit: 'kWh' },
    { per: 1e6, unit: 'MWh' },
  ],
  W: [
    { per: 1e-3, unit: 'mW' },
    { per: 1, unit: 'W' },
    { per: 1e3, unit: 'kW' },
  ],
  s: [
    { per: 1e-3, unit: 'ms' },
    { per: 1, unit: 's' },
    { per: 60, unit: 'min' },
    { per: 3600, unit: 'h' },
  ],
  g: [
    { per: 1e-6, unit: 'µg' },
    { per: 1e-3, unit: 'mg' },
    { per: 1, unit: 'g' },
    { per: 1e3, unit: 'kg' },
    { per: 1e6, unit: 't' },
  ],
  B: [
    { per: 1, unit: 'B' },
    { per: 2 ** 10, unit: 'KiB' },
    { per: 2 ** 20, unit: 'MiB' },
    { per: 2 ** 30, unit: 'GiB' },
    { per: 2 ** 40, unit: 'TiB' },
  ],
};

/** One scale for values shown together, chosen by the largest magnitude; an unknown unit stays as it is. */
export function scaleFor(values: readonly (number | Missing)[], unit: string): UnitScale {
  const largest = Math.max(0, ...values.filter(isNumber).map(Math.abs));
  const ladder = LADDERS[unit];
  if (!ladder || largest === 0) return { per: 1, unit };
  return ladder.findLast((step) => largest >= step.per) ?? ladder[0] ?? { per: 1, unit };
}

/** `digits` significant digits, thousands with a comma, powers of ten at the extremes. */
export function formatNumber(value: number | Missing, digits = 4): string {
  if (!isNumber(value)) return NOT_MEASURED;
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude >= 1e9 || magnitude < 1e-4)) return inPowersOfTen(value, digits);
  if (magnitude >= 10 ** digits) return signed(Math.round(value).toLocaleString('en'));
  return signed(value.toLocaleString('en', { maximumSignificantDigits: digits }));
}

/** A fixed number of decimals, for statistics whose reporting style fixes them. */
export const formatFixed = (value: number | Missing, decimals = 2): string =>
  isNumber(value)
    ? signed(value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }))
    : NOT_MEASURED;

/** One number of decimals for a whole column, so that the digits line up; the largest value gets `digits` digits. */
export function formatColumn(
  values: readonly (number | Missing)[],
  scale: UnitScale = { per: 1, unit: '' },
  digits = 4,
): (value: number | Missing) => string {
  const largest = Math.max(0, ...values.filter(isNumber).map(Math.abs)) / scale.per;
  const whole = largest > 0 ? Math.floor(Math.log10(largest)) + 1 : 1;
  const decimals = Math.min(6, Math.max(0, digits - whole));
  return (value) => formatFixed(isNumber(value) ? value / scale.per : value, decimals);
}

/** A value with the unit that suits its size: 12300 J is `12.3 kJ`. */
export function formatQuantity(value: number | Missing, unit: string, digits = 4): string {
  if (!isNumber(value)) return NOT_MEASURED;
  const scale = scaleFor([value], unit);
  return withUnit(formatNumber(value / scale.per, digits), scale.unit);
}

/** `[11.2, 13.4] kJ`: both ends in one unit, with as many decimals as the width justifies. */
export function formatInterval(ci: Interval | Missing, unit = '', scale = scaleFor(ci ?? [], unit)): string {
  if (!ci) return NOT_MEASURED;
  const decimals = decimalsFor(ci, scale);
  return withUnit(
    `[${formatFixed(ci[0] / scale.per, decimals)}, ${formatFixed(ci[1] / scale.per, decimals)}]`,
    scale.unit,
  );
}

/** A value with as many digits as its interval justifies: `12.3 kJ`. Four significant digits without an interval. */
export function formatToInterval(
  value: number | Missing,
  ci: Interval | Missing,
  unit: string,
  scale: UnitScale = scaleFor([value], unit),
): string {
  if (!isNumber(value)) return NOT_MEASURED;
  const shown = value / scale.per;
  return withUnit(ci ? formatFixed(shown, decimalsFor(ci, scale)) : formatNumber(shown), scale.unit);
}

/** `12.3 kJ [11.2, 13.4]`: the value and its interval in one unit and with the same digits. */
export function formatEstimate(
  value: number | Missing,
  ci: Interval | Missing,
  unit: string,
  scale: UnitScale = scaleFor([value], unit),
): string {
  const text = formatToInterval(value, ci, unit, scale);
  return ci && isNumber(value) ? `${text} ${formatInterval(ci, '', { ...scale, unit: '' })}` : text;
}

/** APA: three decimals without the leading zero, `< .001` below, `> .999` above. */
export function formatP(p: number | Missing): string {
  if (!isNumber(p)) return NOT_MEASURED;
  if (p < 0.001) return '< .001';
  return p > 0.999 ? '> .999' : p.toFixed(3).replace(/^0/, '');
}

/** `p = .032`, `p < .001`. */
export const formatPStatement = (p: number | Missing): string =>
  `p ${isNumber(p) && p >= 0.001 && p <= 0.999 ? '= ' : ''}${formatP(p)}`;

/** Degrees of freedom: integers as they are, Welch's with two decimals. */
export const formatDf = (df: number | Missing): string =>
  isNumber(df) && Number.isInteger(df) ? String(df) : formatFixed(df, 2);

/** Whole numbers with thousands separated. */
export const formatCount = (count: number | Missing): string =>
  isNumber(count) ? signed(Math.round(count).toLocaleString('en')) : NOT_MEASURED;

/** A share of 0 to 1 in per cent. */
export const formatPercent = (share: number | Missing, digits = 3): string =>
  isNumber(share) ? withUnit(formatNumber(share * 100, digits), '%') : NOT_MEASURED;

/** `24 MB`, in powers of 1000 as file managers count. */
export function formatBytes(bytes: number): string {
  const [unit, scale] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : (['GB', 1e9] as const);
  return `${formatNumber(bytes / scale, 2)} ${unit}`;
}

/** `48 s`, `3 min 05 s`, `1 h 12 min`. */
export function formatDuration(duration_s: number | Missing): string {
  if (!isNumber(duration_s)) return NOT_MEASURED;
  if (duration_s < 59.95) return formatQuantity(duration_s, 's', 3);
  const whole = Math.round(duration_s);
  const minutes = Math.floor(whole / 60);
  const pad = (part: number): string => String(part).padStart(2, '0');
  if (minutes < 60) return `${minutes}${NBSP}min ${pad(whole % 60)}${NBSP}s`;
  return `${formatCount(Math.floor(minutes / 60))}${NBSP}h ${pad(minutes % 60)}${NBSP}min`;
}

const FACTOR_WORDS: Readonly<Record<string, string>> = { batch_size: 'batch' };
const LEVEL_WORDS: Readonly<Record<string, string>> = {
  tf32: 'TF32',
  fp16_mixed: 'fp16 mixed',
  bf16_mixed: 'bf16 mixed',
};

/** Display name of a level: `fp16_mixed` is `fp16 mixed`. */
export const formatLevel = (level: string): string => LEVEL_WORDS[level] ?? level;

/** Display name of a factor or ANOVA term: `precision:batch_size` is `precision × batch size`. */
export const formatTerm = (term: string): string => term.replaceAll('_', ' ').replaceAll(':', ' × ');

/** A cell in one line: `fp32, batch 128`; a precision needs no factor name. `all` where there are no factors. */
export function formatLevels(levels: Levels, factors: readonly string[] = Object.keys(levels)): string {
  const parts = factors.flatMap((factor) => {
    const level = levels[factor];
    if (level === undefined) return [];
    return factor === 'precision'
      ? [formatLevel(level)]
      : [`${FACTOR_WORDS[factor] ?? formatTerm(factor)} ${formatLevel(level)}`];
  });
  return parts.join(', ') || 'all';
}

const isNumber = (value: number | Missing): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const signed = (text: string): string => text.replace('-', MINUS);
const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text}${NBSP}${unit}`);

/** Two significant digits of the half-width, at most 6 decimals: more would be false precision. */
function decimalsFor(ci: Interval, scale: UnitScale): number {
  const half = Math.abs(ci[1] - ci[0]) / 2 / scale.per;
  if (half === 0) return 3;
  return Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(half))));
}

function inPowersOfTen(value: number, digits: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const superscript = [...exponent.replace('+', '')]
    .map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)]))
    .join('');
  return signed(`${mantissa} × 10${superscript}`);
}

const DOMAIN_WORDS: Readonly<Record<string, string>> = {
  gpu: 'GPU',
  package: 'CPU package',
  dram: 'Memory',
  core: 'CPU cores',
  uncore: 'CPU uncore',
  psys: 'Platform',
};

/** Display name of a domain: `package` is `CPU package`. */
export const formatDomain = (domain: string): string => DOMAIN_WORDS[domain] ?? domain;
