// Pairs of cells to compare: those equal in all factors but the first.
import type { Levels } from '../analysis.ts';
import type { StudyCell, StudyCells } from '../model/study-cells.ts';

export interface SharedCombination {
  /** Levels of the other factors; empty with a single factor. */
  readonly levels: Levels;
  /** One cell for each level of the first factor that occurs there. */
  readonly cells: readonly StudyCell[];
}

/** The combinations of the other factors, in their order. */
export function sharedCombinations(study: StudyCells): SharedCombination[] {
  const [first, ...others] = study.factors;
  if (!first) return [];
  const shared = new Map<string, { codes: readonly number[]; levels: Levels; cells: StudyCell[] }>();
  for (const cell of study.cells) {
    const codes = cell.codes.slice(1);
    const levels = Object.fromEntries(others.map(({ name }) => [name, cell.levels[name] as string]));
    const found = shared.get(codes.join());
    if (found) found.cells.push(cell);
    else shared.set(codes.join(), { codes, levels, cells: [cell] });
  }
  const order = (a: readonly number[], b: readonly number[]): number => {
    const at = a.findIndex((code, i) => code !== b[i]);
    return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
  };
  return [...shared.values()].sort((a, b) => order(a.codes, b.codes));
}

/** All pairs in order: (0, 1), (0, 2), ..., (1, 2), ... */
export const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
