// A fraction of a draft's crossings: which factors can take part, what it mixes, and one to begin with. Pure.

import type { FactorLevels } from '../../../../core/design/factor-list.ts';
import { type FractionStructure, fractionStructure } from '../../../../core/design/fraction.ts';
import { messageOf } from '../../../../core/errors.ts';
import { generatorText } from '../draft/design-of.ts';
import type { Draft, FractionEntry, GeneratorEntry } from '../draft/draft.ts';

/** Every factor with its levels as they were typed. */
export const draftFactors = (draft: Draft): FactorLevels[] => [
  ...Object.entries(draft.factors).map(([name, levels]) => ({ name, levels })),
  ...draft.user_factors.map(({ name, levels }) => ({ name, levels: levels.map(({ label }) => label) })),
];

export const twoLevelFactors = (draft: Draft): string[] =>
  draftFactors(draft)
    .filter(({ levels }) => levels.length === 2)
    .map(({ name }) => name);

/** The half of greatest resolution: the last factor is the product of all others. */
export function halfFraction(names: readonly string[]): FractionEntry {
  const made = names.at(-1) ?? '';
  const of = names.slice(0, -1);
  // A product of n - 1 factors gives the resolution n.
  return {
    generators: [{ made, is_negative: false, of }],
    accept_resolution: Math.min(4, Math.max(3, names.length)),
  };
}

/** One more halving, by a factor that is neither made nor needed yet where there is one. */
export function nextGenerator(names: readonly string[], { generators }: FractionEntry): GeneratorEntry {
  const made = names.findLast(
    (name) => !generators.some((one) => one.made === name || one.of.includes(name)),
  );
  return { made: made ?? '', is_negative: false, of: [] };
}

export type StructureResult =
  | { readonly ok: true; readonly structure: FractionStructure }
  | { readonly ok: false; readonly text: string };

export function structureOf(draft: Draft, fraction: FractionEntry): StructureResult {
  try {
    const generators = fraction.generators.map(generatorText);
    return { ok: true, structure: fractionStructure({ generators }, draftFactors(draft)) };
  } catch (error) {
    return { ok: false, text: messageOf(error).replace(/^fraction\.generators: /, '') };
  }
}

const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** What a resolution means (Montgomery, Design and Analysis of Experiments, 8th ed., section 8.2.3). */
export function resolutionWords(resolution: number): string {
  const name = `Resolution ${ROMAN[resolution] ?? resolution}`;
  if (resolution < 3) return `${name}: main effects cannot be told from one another.`;
  if (resolution === 3) return `${name}: main effects are mixed with interactions of two factors.`;
  if (resolution === 4)
    return `${name}: main effects are clear of interactions of two factors, which are mixed with one another.`;
  return `${name}: main effects and interactions of two factors are clear of one another.`;
}
