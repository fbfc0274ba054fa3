// One unit and one number of decimals for everything that stands in a column, so that it can be compared by eye.
import { scaleFor } from '../../core/format.ts';
import { formatFixed, NOTHING } from './number.ts';

type Missing = null | undefined;

export interface ColumnScale {
  /** Shown value = value / `per`. */
  readonly per: number;
  readonly unit: string;
  format(value: number | Missing): string;
  /** One digit more than the values: for spreads and differences, which are smaller. */
  fine(value: number | Missing): string;
  interval(ci: readonly [number, number] | Missing): string;
}

/** The column shows the largest of `values` with `digits` significant digits, the others with as many decimals. */
export function columnScale(values: readonly (number | Missing)[], unit: string, digits = 4): ColumnScale {
  const scale = scaleFor(values, unit);
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0) / scale.per));
  const decimals = largest === 0 ? 0 : Math.min(6, Math.max(0, digits - 1 - Math.floor(Math.log10(largest))));
  const format = (value: number | Missing): string =>
    formatFixed(value === null || value === undefined ? value : value / scale.per, decimals);
  return {
    ...scale,
    format,
    fine: (value) =>
      formatFixed(
        value === null || value === undefined ? value : value / scale.per,
        Math.min(6, decimals + 1),
      ),
    interval: (ci) => (ci === null || ci === undefined ? NOTHING : `[${format(ci[0])}, ${format(ci[1])}]`),
  };
}
