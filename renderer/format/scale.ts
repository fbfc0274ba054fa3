// One unit and one number of decimals for a whole column, so that its values can be compared by eye.
import type { UnitScale } from '../../core/words/format.ts';
import { shownScale } from './energy-unit.ts';
import { formatFixed, NOTHING } from './number.ts';

type Missing = null | undefined;

export interface ColumnScale {
  /** Shown value = value / `per`. */
  readonly per: number;
  readonly unit: string;
  format(value: number | Missing): string;
  interval(ci: readonly [number, number] | Missing): string;
  /** The same unit for a related column, such as spreads or differences, with 3 digits of its largest value. */
  sibling(values: readonly (number | Missing)[]): ColumnScale;
}

/** Shows the largest of `values` with `digits` significant digits, and the others with the same decimals. */
export function columnScale(values: readonly (number | Missing)[], unit: string, digits = 4): ColumnScale {
  return inUnit(shownScale(values, unit), values, digits);
}

function inUnit(scale: UnitScale, values: readonly (number | Missing)[], digits: number): ColumnScale {
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0) / scale.per));
  const decimals = largest === 0 ? 0 : Math.min(6, Math.max(0, digits - 1 - Math.floor(Math.log10(largest))));
  const format = (value: number | Missing): string =>
    formatFixed(value === null || value === undefined ? value : value / scale.per, decimals);
  return {
    ...scale,
    format,
    interval: (ci) => (ci === null || ci === undefined ? NOTHING : `[${format(ci[0])}, ${format(ci[1])}]`),
    sibling: (others) => inUnit(scale, others, 3),
  };
}
