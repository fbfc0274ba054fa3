// Lays a design out: the crossings that are run, once per replicate, in a seeded random order.
import type { Design, PlannedLevels, PlannedTrial } from './design.ts';
import { factorList } from './factor-list.ts';
import { fractionStructure } from './fraction.ts';
import { SplitMix64 } from './random.ts';

export { variedFactors } from './factor-list.ts';

type OfCells = Pick<Design, 'factors'> & Partial<Pick<Design, 'user_factors' | 'fraction'>>;

/** Number of cells of a design, without laying it out. */
export const cellCount = (design: OfCells): number =>
  factorList(design).reduce((count, { levels }) => count * levels.length, 1) /
  2 ** (design.fraction?.generators.length ?? 0);

/** Number of trials of a design, without laying it out. */
export const trialCount = (design: OfCells & Pick<Design, 'replicates'>): number =>
  cellCount(design) * design.replicates;

/**
 * The trials in their order of execution. In `blocks` each block holds every cell once, in an order drawn from the seed
 * (randomised complete blocks: Montgomery, Design and Analysis of Experiments, ch. 4), so that drift of the machine
 * spreads over the cells instead of falling on one of them.
 */
export function layOut(design: Design): PlannedTrial[] {
  const random = new SplitMix64(design.seed);
  const cells = cellsOf(design);
  const trials: PlannedTrial[] = [];
  let square: number[][] = [];
  for (let block = 1; block <= design.replicates; block++) {
    // One weight seed per block: cells are compared on equal starts, blocks differ.
    const seed = random.below(2 ** 31);
    if (design.order === 'latin_square' && (block - 1) % cells.length === 0)
      square = latinSquare(cells.length, random);
    const ordered =
      design.order === 'latin_square'
        ? (square[(block - 1) % cells.length] ?? []).map((cell) => cells[cell] as PlannedLevels)
        : random.shuffled(cells);
    for (const levels of ordered)
      trials.push({ order: trials.length + 1, block, replicate: block, levels, seed });
  }
  return design.order === 'random'
    ? random.shuffled(trials).map((trial, index) => ({ ...trial, order: index + 1 }))
    : trials;
}

/** The crossings that are run, the last factor changing fastest. */
export function cellsOf(design: OfCells): PlannedLevels[] {
  const factors = factorList(design);
  const fraction = design.fraction ? fractionStructure(design.fraction, factors) : null;
  let cells: Record<string, string | number>[] = [{}];
  for (const { name, levels } of factors)
    cells = cells.flatMap((cell) => levels.map((level) => ({ ...cell, [name]: level })));
  const codes = new Map(factors.map(({ name, levels }) => [name, levels]));
  const kept = fraction
    ? cells.filter((cell) => fraction.keeps((name) => codes.get(name)?.indexOf(cell[name] ?? '') ?? 0))
    : cells;
  return kept as unknown as PlannedLevels[];
}

/** Rows and columns hold every number once: the cyclic square with its rows, columns and numbers shuffled. */
function latinSquare(size: number, random: SplitMix64): number[][] {
  const numbers = Array.from({ length: size }, (_, i) => i);
  const [rows, columns, names] = [
    random.shuffled(numbers),
    random.shuffled(numbers),
    random.shuffled(numbers),
  ];
  return rows.map((row) => columns.map((column) => names[(row + column) % size] as number));
}
