// Columns of the regression for the logarithm of a cell: its work and other factors, each with its prior.
import type { Levels } from '../statistics/analysis.ts';
import { WORK_FACTORS } from './work.ts';

export interface ForecastCell {
  readonly levels: Levels;
  /** Multiply-adds of one training, see work.ts. */
  readonly work: number;
}

export interface Columns {
  /** Normal prior of each coefficient. */
  readonly prior: readonly { readonly mean: number; readonly sd: number }[];
  of(cell: ForecastCell): number[];
}

/** Wide enough to be uninformative about the level itself, in logarithms. */
const FLAT_SD = 30;
/** Time grows with work, less than proportionally where the machine is not fully used. */
const WORK = { mean: 0.8, sd: 0.4 } as const;
/** Prior: doubling a batch size or another number changes time by -45 to +75 % at most. */
const NUMBER = { mean: 0, sd: 0.4 } as const;
/** Prior: one level of a factor of words takes between 1/3 and 3 times as long as another. */
const WORD = { mean: 0, sd: 0.55 } as const;

/** Columns for all cells that occur, seen or planned; factors with one level have none. */
export function columnsFor(cells: readonly ForecastCell[]): Columns {
  const names = Object.keys(cells[0]?.levels ?? {}).filter((name) => !WORK_FACTORS.includes(name));
  const factors = names.flatMap((name) => {
    const levels = [...new Set(cells.map((cell) => cell.levels[name] ?? ''))];
    return levels.length < 2 ? [] : [{ name, levels, numeric: levels.every((level) => Number(level) > 0) }];
  });
  const centre = (of: (cell: ForecastCell) => number): number =>
    cells.reduce((sum, cell) => sum + Math.log(of(cell)), 0) / cells.length;
  const terms: { prior: { mean: number; sd: number }; of: (cell: ForecastCell) => number }[] = [
    { prior: { mean: 0, sd: FLAT_SD }, of: () => 1 },
  ];
  const logarithm = (prior: { mean: number; sd: number }, of: (cell: ForecastCell) => number): void => {
    const middle = centre(of);
    terms.push({ prior, of: (cell) => Math.log(of(cell)) - middle });
  };
  if (new Set(cells.map(({ work }) => work)).size > 1) logarithm(WORK, ({ work }) => work);
  for (const { name, levels, numeric } of factors)
    if (numeric) logarithm(NUMBER, (cell) => Number(cell.levels[name]));
    else
      for (const level of levels.slice(1))
        terms.push({ prior: WORD, of: (cell) => (cell.levels[name] === level ? 1 : 0) });
  return { prior: terms.map(({ prior }) => prior), of: (cell) => terms.map(({ of }) => of(cell)) };
}
