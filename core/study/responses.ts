// The responses of a sweep: what can be analysed, in which unit, and where it stands in a trial's row.

import { AuditError } from '../errors.ts';
import { CONDITION_NAMES } from '../guards/conditions.ts';
import type { TidyTable } from '../statistics/tidy-table.ts';
import { J_PER_WH } from '../units.ts';
import { isAnalysed, type TrialRow } from './trial-row.ts';

export interface Response {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** Whether the value comes from the power sources: then it is only as good as they are. */
  readonly from_power: boolean;
  readonly of: (row: TrialRow) => number | null;
}

/** A response as a reader of the study chooses it, without the way its value is found. */
export type OfferedResponse = Omit<Response, 'of'>;

/** The first is the one shown when none is asked for. */
export const RESPONSES: readonly Response[] = [
  {
    name: 'energy_j',
    label: 'Training energy',
    unit: 'J',
    from_power: true,
    of: (row) => row.energy_tested_j,
  },
  {
    name: 'power_w',
    label: 'Mean power',
    unit: 'W',
    from_power: true,
    of: (row) =>
      row.energy_tested_j === null || !row.duration_s ? null : row.energy_tested_j / row.duration_s,
  },
  {
    name: 'duration_s',
    label: 'Training time',
    unit: 's',
    from_power: false,
    of: (row) => row.duration_s || null,
  },
  {
    name: 'samples_per_s',
    label: 'Throughput',
    unit: '1/s',
    from_power: false,
    of: (row) => row.samples_per_s || null,
  },
  {
    name: 'carbon_g',
    label: 'CO2e of the training',
    unit: 'g',
    from_power: true,
    of: (row) => row.carbon_g,
  },
  { name: 'accuracy', label: 'Test accuracy', unit: '', from_power: false, of: (row) => row.accuracy },
  { name: 'loss', label: 'Test loss', unit: '', from_power: false, of: (row) => row.loss },
  {
    name: 'energy_to_target_j',
    label: 'Energy to the target',
    unit: 'J',
    from_power: true,
    of: (row) => row.energy_to_target_j,
  },
];

/** What can be looked at: energy to a target is there when one was named. */
export const offeredResponses = (has_target: boolean): readonly Response[] =>
  RESPONSES.filter(({ name }) => has_target || name !== 'energy_to_target_j');

/** @throws AuditError `usage` naming the responses there are. */
export function responseNamed(name: string): Response {
  const response = RESPONSES.find((one) => one.name === name);
  if (response) return response;
  const names = RESPONSES.map((one) => one.name).join(', ');
  throw new AuditError('usage', `a sweep has no response ${name}; it has ${names}`);
}

/** The same response with its energies in another unit. */
export const responseIn = (response: Response, energy_unit: 'J' | 'Wh'): Response =>
  response.unit !== 'J' || energy_unit === 'J'
    ? response
    : {
        ...response,
        unit: energy_unit,
        of: (row) => {
          const energy_j = response.of(row);
          return energy_j === null ? null : energy_j / J_PER_WH;
        },
      };

export interface TidyOptions {
  /** Whether a trial's block is a block of the analysis. */
  readonly by_block?: boolean;
  /** Conditions by name, or `run_order`. */
  readonly covariates?: readonly string[];
}

/** Names of what may be a covariate of a sweep. */
export const COVARIATES: readonly string[] = ['run_order', ...CONDITION_NAMES];

/**
 * The finished trials in tidy form, and beside each row the number of its trial; trials without the value are left out, those
 * without a covariate are counted as dropped.
 * @throws AuditError `usage` for a covariate there is not, `analysis` for one that no trial has
 */
export function tidyTrials(
  rows: readonly TrialRow[],
  response: Response,
  factors: readonly string[],
  { by_block = false, covariates = [] }: TidyOptions = {},
): TidyTable & { readonly trials: readonly number[] } {
  const known = rows.flatMap((row) => {
    const value = isAnalysed(row) ? response.of(row) : null;
    return value === null ? [] : [{ row, value }];
  });
  const told = covariates.map((name) => known.map(({ row }) => covariateOf(row, name)));
  told.forEach((values, k) => {
    if (known.length > 0 && values.every((value) => value === null))
      throw new AuditError(
        'analysis',
        `no trial has a value of ${covariates[k]}: this machine does not tell it`,
      );
  });
  const whole = known.flatMap(({ row, value }, i) => {
    const values = told.flatMap((of) => of[i] ?? []);
    return values.length < covariates.length ? [] : [{ row, value, covariates: values }];
  });
  return {
    response: response.name,
    factors,
    ...(by_block ? { block: 'block' } : {}),
    ...(covariates.length > 0 ? { covariates, dropped: known.length - whole.length } : {}),
    trials: whole.map(({ row }) => row.trial),
    rows: whole.map(({ row, value, covariates: values }) => ({
      levels: Object.fromEntries(factors.map((name) => [name, row.levels[name] ?? ''])),
      value,
      ...(by_block ? { block: String(row.block) } : {}),
      ...(values.length > 0 ? { covariates: values } : {}),
    })),
  };
}

function covariateOf(row: TrialRow, name: string): number | null {
  if (name === 'run_order') return row.order;
  const condition = CONDITION_NAMES.find((one) => one === name);
  if (condition === undefined)
    throw new AuditError('usage', `a sweep has no covariate ${name}; it has ${COVARIATES.join(', ')}`);
  return row.conditions?.[condition] ?? null;
}
