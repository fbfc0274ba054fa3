// The product's number formats for tables, where a missing value is a dash.
import * as core from '../../core/words/format.ts';

/** Shown for a missing value. */
export const NOTHING = '–';

type Missing = null | undefined;
const orNothing = (value: number | Missing, format: (value: number) => string): string =>
  typeof value === 'number' && Number.isFinite(value) ? format(value) : NOTHING;

export const formatNumber = (value: number | Missing, digits = 4): string =>
  orNothing(value, (one) => core.formatNumber(one, digits));
export const formatFixed = (value: number | Missing, decimals = 2): string =>
  orNothing(value, (one) => core.formatFixed(one, decimals));
export const formatP = (p: number | Missing): string => orNothing(p, core.formatP);
export const formatDf = (df: number | Missing): string => orNothing(df, core.formatDf);
export const formatPercent = (share: number | Missing, digits = 3): string =>
  orNothing(share, (one) => core.formatPercent(one, digits));
export const formatQuantity = (value: number | Missing, unit: string, digits = 4): string =>
  orNothing(value, (one) => core.formatQuantity(one, unit, digits));
/** Whole seconds: a countdown needs no tenths. */
export const formatDuration = (duration_s: number | Missing): string =>
  orNothing(duration_s, (one) => core.formatDuration(Math.max(0, Math.round(one))));
