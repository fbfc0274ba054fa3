// The response on screen, with its unit and the scale of everything shown about it.
import type { StudyView } from '../../../core/contract/ipc.ts';
import { DEFAULT_RESPONSE, type Response, responseNamed } from '../../../core/study/responses.ts';
import { tidyTrials } from '../../../core/study/tidy-trials.ts';
import { type ColumnScale, columnScale } from '../../format/scale.ts';

export interface ShownResponse extends Response {
  readonly scale: ColumnScale;
}

/** The analysed response; without an analysis, the default one. */
export function responseOf(view: StudyView): ShownResponse {
  const response = analysedResponse(view);
  const groups = view.analysis?.groups ?? [];
  return {
    ...response,
    scale: columnScale(
      groups.flatMap((group) => [group.mean, group.max]),
      response.unit,
    ),
  };
}

/** Kind of the power behind the analysed values; null when they do not come from power or no power was read. */
export function kindOfValues(view: StudyView): Exclude<StudyView['kind'], 'none'> | null {
  const is_from_power = view.analysis !== null && analysedResponse(view).from_power;
  return is_from_power && view.kind !== 'none' ? view.kind : null;
}

/** `Training energy, kJ`; without a unit only the label. */
export const withUnit = ({ label, scale }: ShownResponse): string =>
  scale.unit === '' ? label : `${label}, ${scale.unit}`;

/** The response of the analysis, in the unit of its numbers. */
export function analysedResponse(view: StudyView): Response {
  const response = responseNamed(view.analysis?.response ?? DEFAULT_RESPONSE);
  return view.responses.find(({ name }) => name === response.name) ?? response;
}

/** The observed values of every cell, in the order of the groups in the analysis. */
export function valuesByCell(view: StudyView): { levels: Record<string, string>; values: number[] }[] {
  const table = tidyTrials(view.trials, analysedResponse(view), view.analysed_factors);
  const cells = new Map<string, { levels: Record<string, string>; values: number[] }>();
  for (const group of view.analysis?.groups ?? []) {
    cells.set(keyOf(group.levels, view.analysed_factors), { levels: { ...group.levels }, values: [] });
  }
  for (const row of table.rows) cells.get(keyOf(row.levels, view.analysed_factors))?.values.push(row.value);
  return [...cells.values()];
}

const keyOf = (levels: Readonly<Record<string, string>>, factors: readonly string[]): string =>
  JSON.stringify(factors.map((factor) => levels[factor] ?? ''));
