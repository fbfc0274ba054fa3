// Lays a design out: full crossing of the factors, in randomised complete blocks, one block per replicate.
import { type Design, FACTOR_NAMES, type Factors, type PlannedTrial } from './design.ts';
import { SplitMix64 } from './random.ts';

/** Number of trials of a design, without laying it out. */
export const trialCount = (design: Pick<Design, 'factors' | 'replicates'>): number =>
  FACTOR_NAMES.reduce((count, name) => count * design.factors[name].length, design.replicates);

/** Factors with two levels or more: those that can be analysed. */
export const variedFactors = (factors: Factors): (keyof Factors)[] =>
  FACTOR_NAMES.filter((name) => factors[name].length > 1);

/**
 * The trials in their order of execution. Each block holds every cell once, in an order drawn from the seed
 * (randomised complete blocks: Montgomery, Design and Analysis of Experiments, ch. 4), so that drift of the machine
 * spreads over the cells instead of falling on one of them.
 */
export function layOut(design: Design): PlannedTrial[] {
  const random = new SplitMix64(design.seed);
  const cells = crossing(design.factors);
  const trials: PlannedTrial[] = [];
  for (let block = 1; block <= design.replicates; block++) {
    // One weight seed per block: cells are compared on equal starts, blocks differ.
    const seed = random.below(2 ** 31);
    for (const levels of random.shuffled(cells))
      trials.push({ order: trials.length + 1, block, replicate: block, levels, seed });
  }
  return trials;
}

function crossing(factors: Factors): PlannedTrial['levels'][] {
  let cells: Record<string, unknown>[] = [{}];
  for (const name of FACTOR_NAMES)
    cells = cells.flatMap((cell) => factors[name].map((level) => ({ ...cell, [name]: level })));
  return cells as unknown as PlannedTrial['levels'][];
}
