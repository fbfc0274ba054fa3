// Checks a tidy table before anything is computed from it.

import { AuditError } from '../../errors.ts';
import type { TidyTable } from '../tidy-table.ts';

/** Squares of larger numbers do not fit in a double, nor do sums of many of them. */
const LARGEST_COVARIATE = 1e140;

/**
 * Throws AuditError('analysis') for no rows, a name that stands for two columns, a response that is not finite, or a row
 * without its block or with covariates that are no numbers the analysis can square.
 */
export function requireTable({ response, factors, block, covariates = [], rows }: TidyTable): void {
  if (rows.length === 0) throw refuse('at least one row of data, got none');
  if (new Set(factors).size !== factors.length) throw refuse(`every factor once, got ${factors.join(', ')}`);
  if (factors.includes(response))
    throw refuse(`a response that is not also a factor, but ${response} is both`);
  const beside = [...(block === undefined ? [] : [block]), ...covariates];
  const doubled = beside.find((name, i) => [response, ...factors, ...beside.slice(0, i)].includes(name));
  if (doubled !== undefined) throw refuse(`one role for each column, but ${doubled} has two`);
  rows.forEach((row, i) => {
    if (!Number.isFinite(row.value)) throw refuse(`a finite ${response} in row ${i + 1}, got ${row.value}`);
    if (block !== undefined && row.block === undefined)
      throw refuse(`a block (${block}) in row ${i + 1}, got none`);
    covariates.forEach((name, k) => {
      const value = row.covariates?.[k];
      if (value === undefined || !(Math.abs(value) <= LARGEST_COVARIATE))
        throw refuse(`a number up to ${LARGEST_COVARIATE} for ${name} in row ${i + 1}, got ${value}`);
    });
  });
}

const refuse = (text: string): AuditError => new AuditError('analysis', `The analysis needs ${text}.`);
