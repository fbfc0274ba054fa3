// Pure functions on fractional designs: which factors can take part, what is aliased, and a first fraction.

import type { FactorLevels } from '../../../../core/design/factor-list.ts';
import { type FractionStructure, fractionStructure } from '../../../../core/design/fraction.ts';
import { messageOf } from '../../../../core/errors.ts';
import { generatorText } from '../draft/design-of.ts';
import type { Draft, FractionEntry, GeneratorEntry } from '../draft/draft.ts';
import { GROUP_TEXTS } from '../texts/groups.ts';

/** All factors with their levels as typed. */
export const draftFactors = (draft: Draft): FactorLevels[] => [
  ...Object.entries(draft.factors).map(([name, levels]) => ({ name, levels })),
  ...draft.user_factors.map(({ name, levels }) => ({ name, levels: levels.map(({ label }) => label) })),
];

export const twoLevelFactors = (draft: Draft): string[] =>
  draftFactors(draft)
    .filter(({ levels }) => levels.length === 2)
    .map(({ name }) => name);

/** The half-fraction of highest resolution: the last factor is the product of all others. */
export function halfFraction(names: readonly string[]): FractionEntry {
  const made = names.at(-1) ?? '';
  const of = names.slice(0, -1);
  // A product of n - 1 factors gives resolution n.
  return {
    generators: [{ made, is_negative: false, of }],
    accept_resolution: Math.min(4, Math.max(3, names.length)),
  };
}

/** Generator of one more halving, by a factor that no generator uses yet, if there is one. */
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

/** Meaning of a resolution in words. */
export function resolutionWords(resolution: number): string {
  const { resolution_named, meaning } = GROUP_TEXTS.fraction;
  const name = resolution_named(ROMAN[resolution] ?? String(resolution));
  if (resolution < 3) return `${name}: ${meaning[2]}`;
  if (resolution === 3) return `${name}: ${meaning[3]}`;
  return `${name}: ${resolution === 4 ? meaning[4] : meaning[5]}`;
}
