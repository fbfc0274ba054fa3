// The responses of a sweep that can be analysed, with their units. Each has the name of its field in a trial's row.

import { AuditError } from '../errors.ts';
import { J_PER_WH } from '../units.ts';
import type { TrialRow } from './trial-row.ts';

/** The first is the default. */
export const RESPONSES = [
  { name: 'energy_tested_j', label: 'Training energy', unit: 'J', from_power: true },
  { name: 'power_tested_w', label: 'Mean power', unit: 'W', from_power: true },
  { name: 'duration_s', label: 'Training time', unit: 's', from_power: false },
  { name: 'samples_per_s', label: 'Throughput', unit: '1/s', from_power: false },
  { name: 'carbon_g', label: 'CO2e of the training', unit: 'g', from_power: true },
  { name: 'accuracy', label: 'Test accuracy', unit: '', from_power: false },
  { name: 'loss', label: 'Test loss', unit: '', from_power: false },
  { name: 'energy_to_target_j', label: 'Energy to the target', unit: 'J', from_power: true },
] as const satisfies readonly { name: keyof TrialRow; label: string; unit: string; from_power: boolean }[];

export type ResponseName = (typeof RESPONSES)[number]['name'];

export interface Response {
  readonly name: ResponseName;
  readonly label: string;
  /** `Wh` where the reader chose it for energies; else as in {@link RESPONSES}. */
  readonly unit: string;
  /** True when the value comes from the power sources and is only as good as they are. */
  readonly from_power: boolean;
}

export const DEFAULT_RESPONSE: ResponseName = RESPONSES[0].name;

/** The value of a trial in the unit of the response; null where the trial has none. */
export function responseValue(row: TrialRow, { name, unit }: Pick<Response, 'name' | 'unit'>): number | null {
  const value = row[name];
  return value === null || unit !== 'Wh' ? value : value / J_PER_WH;
}

/** The available responses; energy to a target is included when a target is given. */
export const offeredResponses = (has_target: boolean): readonly Response[] =>
  RESPONSES.filter(({ name }) => has_target || name !== 'energy_to_target_j');

/** Current names by the ones in older design files, studies and scripts. */
const OLD_NAMES: Readonly<Record<string, ResponseName>> = {
  energy_j: 'energy_tested_j',
  power_w: 'power_tested_w',
};

/** The current name of a response; an unknown name is returned unchanged. */
export const currentResponseName = (name: string): string => OLD_NAMES[name] ?? name;

/** @throws AuditError `usage` naming the available responses. */
export function responseNamed(name: string): Response {
  const current = currentResponseName(name);
  const response = RESPONSES.find((one) => one.name === current);
  if (response) return response;
  const names = RESPONSES.map((one) => one.name).join(', ');
  throw new AuditError('usage', `a sweep has no response ${name}; it has ${names}`);
}

/** The same response with its energies in another unit. */
export const responseIn = (response: Response, energy_unit: 'J' | 'Wh'): Response =>
  response.unit === 'J' ? { ...response, unit: energy_unit } : response;
