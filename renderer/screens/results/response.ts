// The response that is looked at, with its unit and the scale everything about it is shown in.
import type { StudyView } from '../../../core/contract/ipc.ts';
import {
  RESPONSES,
  type Response,
  responseIn,
  responseNamed,
  tidyTrials,
} from '../../../core/study/responses.ts';
import { type ColumnScale, columnScale } from '../../format/scale.ts';

export interface ShownResponse {
  readonly name: string;
  /** As it is analysed: in the unit of the settings. */
  readonly values: Response;
  readonly label: string;
  readonly scale: ColumnScale;
}

/** Taken from the analysis; without one, the first response there is. */
export function responseOf(view: StudyView): ShownResponse {
  const name = view.analysis?.response ?? RESPONSES[0]?.name ?? 'energy_j';
  const offered = view.responses.find((one) => one.name === name);
  const groups = view.analysis?.groups ?? [];
  return {
    name,
    values: analysedResponse(view, name),
    label: offered?.label ?? name,
    scale: columnScale(
      groups.flatMap((group) => [group.mean, group.max]),
      offered?.unit ?? '',
    ),
  };
}

/** How the power behind the analysed values was obtained; null when they do not come from power or none was read. */
export function kindOfValues(view: StudyView): Exclude<StudyView['kind'], 'none'> | null {
  const name = view.analysis?.response;
  const is_from_power = view.responses.some((one) => one.name === name && one.from_power);
  return is_from_power && view.kind !== 'none' ? view.kind : null;
}

/** `Training energy, kJ`; without a unit only the label. */
export const withUnit = ({ label, scale }: ShownResponse): string =>
  scale.unit === '' ? label : `${label}, ${scale.unit}`;

/** A trial's value as the analysis has it. */
export function analysedResponse(view: StudyView, name: string): Response {
  const unit = view.responses.find((one) => one.name === name)?.unit;
  return responseIn(responseNamed(name), unit === 'Wh' ? 'Wh' : 'J');
}

/** The observed values of every cell, in the order of the analysis' groups. */
export function valuesByCell(
  view: StudyView,
  response: string,
): { levels: Record<string, string>; values: number[] }[] {
  const table = tidyTrials(view.trials, analysedResponse(view, response), view.analysed_factors);
  const cells = new Map<string, { levels: Record<string, string>; values: number[] }>();
  for (const group of view.analysis?.groups ?? []) {
    cells.set(keyOf(group.levels, view.analysed_factors), { levels: { ...group.levels }, values: [] });
  }
  for (const row of table.rows) cells.get(keyOf(row.levels, view.analysed_factors))?.values.push(row.value);
  return [...cells.values()];
}

const keyOf = (levels: Readonly<Record<string, string>>, factors: readonly string[]): string =>
  JSON.stringify(factors.map((factor) => levels[factor] ?? ''));
