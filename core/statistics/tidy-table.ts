// The table an analysis starts from: one observation per row.
import type { Levels } from './analysis.ts';

export interface TidyRow {
  readonly levels: Levels;
  readonly value: number;
  readonly block?: string;
  /** Finite numbers, in the order of the table's names. */
  readonly covariates?: readonly number[];
}

/** Rows in tidy form: one observation per row, factors as text, the response as a finite number. */
export interface TidyTable {
  readonly response: string;
  readonly factors: readonly string[];
  /** Name of the rows' `block`: a day, a replicate; additive in the ANOVA. */
  readonly block?: string;
  /** Names of the rows' `covariates`: linear in the ANOVA. */
  readonly covariates?: readonly string[];
  readonly rows: readonly TidyRow[];
  /** Rows excluded because their response was missing; the analysis says so in a warning. */
  readonly dropped?: number;
}
