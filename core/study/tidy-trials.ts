// Turns the trials of a study into the table an analysis starts from.
import { AuditError } from '../errors.ts';
import { CONDITION_NAMES } from '../guards/conditions.ts';
import type { TidyTable } from '../statistics/tidy-table.ts';
import type { AnalysisRequest } from './analysis-request.ts';
import { type Response, responseValue } from './responses.ts';
import { isAnalysed, type TrialRow } from './trial-row.ts';

export type TidyOptions = Pick<AnalysisRequest, 'by_block' | 'covariates'>;

/** Names of a sweep's possible covariates. */
const COVARIATES: readonly string[] = ['run_order', ...CONDITION_NAMES];

/**
 * The finished trials in tidy form, with the trial's number for each row; trials without the value are excluded, those
 * without a covariate are counted as dropped.
 * @throws AuditError `usage` for an unknown covariate, `analysis` for one that no trial has
 */
export function tidyTrials(
  rows: readonly TrialRow[],
  response: Response,
  factors: readonly string[],
  { by_block = false, covariates = [] }: TidyOptions = {},
): TidyTable & { readonly trials: readonly number[] } {
  const known = rows.flatMap((row) => {
    const value = isAnalysed(row) ? responseValue(row, response) : null;
    return value === null ? [] : [{ row, value }];
  });
  const told = covariates.map((name) => known.map(({ row }) => covariateOf(row, name)));
  told.forEach((values, k) => {
    if (known.length > 0 && values.every((value) => value === null))
      throw new AuditError(
        'analysis',
        `no trial has a value of ${covariates[k]}: this machine does not report it`,
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
