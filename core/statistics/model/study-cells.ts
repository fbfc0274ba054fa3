// The cells of a table for the analysis: the factors that vary, and the obstacles to a full analysis.

import { AuditError } from '../../errors.ts';
import type { Levels } from '../analysis.ts';
import { keepMoments } from '../descriptives/moments.ts';
import type { AnalysisOptions } from '../options.ts';
import type { TidyTable } from '../tidy-table.ts';
import { type CellTable, type FactorLevels, sortIntoCells } from './cells.ts';
import { MOST_FACTORS } from './factorial-anova.ts';

/** More cells than this make the least-squares problem slow and its table unreadable. */
const MOST_CELLS = 800;

export interface StudyCell {
  /** Cells of all requested factors. */
  readonly levels: Levels;
  /** Cells of the varied factors only. */
  readonly codes: readonly number[];
  readonly values: readonly number[];
}

export interface StudyCells {
  readonly response: string;
  /** Factors with two levels or more; the first one is the one compared pair by pair. */
  readonly factors: readonly FactorLevels[];
  /** Factors with one level in the data. */
  readonly constant: readonly FactorLevels[];
  readonly cells: readonly StudyCell[];
  /** Combinations of varied levels without any row. */
  readonly empty: readonly Levels[];
}

/** Throws AuditError('analysis') for a table that cannot be analysed, see sortIntoCells, or is too wide. */
export function studyCells(table: TidyTable, options: AnalysisOptions): StudyCells {
  const { factors, cells }: CellTable = sortIntoCells(table, options.level_order);
  for (const { values } of cells) keepMoments(values);
  const varied = factors.flatMap((factor, index) => (factor.levels.length > 1 ? [{ ...factor, index }] : []));
  if (varied.length > MOST_FACTORS) {
    throw refuse(
      `at most ${MOST_FACTORS} varied factors, got ${varied.length}: choose among ${varied.map((f) => f.name).join(', ')}.`,
    );
  }
  const combinations = varied.reduce((product, factor) => product * factor.levels.length, 1);
  if (combinations > MOST_CELLS) {
    throw refuse(`at most ${MOST_CELLS} combinations of levels, got ${combinations}: choose fewer factors.`);
  }
  const present = new Set(cells.map((cell) => varied.map(({ index }) => cell.codes[index]).join()));
  return {
    response: table.response,
    factors: varied.map(({ name, levels }) => ({ name, levels })),
    constant: factors.filter((factor) => factor.levels.length === 1),
    cells: cells.map(({ levels, codes, values }) => ({
      levels,
      codes: varied.map(({ index }) => codes[index] as number),
      values,
    })),
    empty: allCodes(varied.map((factor) => factor.levels.length))
      .filter((codes) => !present.has(codes.join()))
      .map((codes) => Object.fromEntries(codes.map((c, f) => [varied[f]?.name, varied[f]?.levels[c]]))),
  };
}

const allCodes = (counts: readonly number[]): number[][] =>
  counts.reduce<number[][]>(
    (rows, count) => rows.flatMap((row) => Array.from({ length: count }, (_, code) => [...row, code])),
    [[]],
  );

const refuse = (text: string): AuditError => new AuditError('analysis', `The analysis accepts ${text}`);
