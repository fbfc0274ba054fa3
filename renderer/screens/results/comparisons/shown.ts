// Shared by all tables of comparisons: the analysis, and the unit it is shown in.
import type { Analysis, Levels } from '../../../../core/statistics/analysis.ts';
import { cellLabel, levelLabel } from '../../../format/labels.ts';
import type { ColumnScale } from '../../../format/scale.ts';
import type { ShownResponse } from '../response.ts';
import { COMPARISONS } from '../texts/comparisons.ts';

export interface Shown {
  readonly analysis: Analysis;
  readonly response: ShownResponse;
}

/** `Difference, kJ`. */
export const inUnit = (name: string, scale: ColumnScale): string =>
  scale.unit === '' ? name : `${name}, ${scale.unit}`;
export const confidence = ({ alpha }: Analysis): string =>
  `${Number((100 * (1 - alpha)).toPrecision(6))} % CI`;
export const pair = ({ a, b }: { readonly a: string; readonly b: string }): string =>
  `${levelLabel(a)} – ${levelLabel(b)}`;
export const within = ({ levels }: { readonly levels: Levels }): string =>
  cellLabel(levels) || COMPARISONS.all;
/** True when a column of the other factors' levels would have content. */
export const hasOthers = (rows: readonly { readonly levels: Levels }[]): boolean =>
  rows.some(({ levels }) => Object.keys(levels).length > 0);
