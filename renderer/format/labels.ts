// Display words for names in the data.
import type { Levels } from '../../core/statistics/analysis.ts';
import { PRECISIONS } from '../../core/trainer-protocol.ts';
import { formatDomain, formatLevel, formatLevels } from '../../core/words/format.ts';

const FACTORS: Readonly<Record<string, string>> = {
  precision: 'Precision',
  batch_size: 'Batch size',
  neurons: 'Neurons',
  layers: 'Layers',
  epochs: 'Epochs',
  idle_s: 'Idle baseline',
};
const words = (name: string): string => {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const factorLabel = (name: string): string => FACTORS[name] ?? words(name);
export const levelLabel = formatLevel;
export const domainLabel = formatDomain;

/** `precision` becomes `Precision`, `precision:batch_size` `Precision × Batch size`, the last row `Residual`. */
export const termLabel = (term: string): string => term.split(':').map(factorLabel).join(' × ');

/** A cell in one line: the levels of the given factors, or of all. */
export const cellLabel = (levels: Levels, factors?: readonly string[]): string =>
  formatLevels(levels, factors);

/** A message as a sentence: capitalised unless a name like tf32 begins it, with precisions as people write them. */
export const sentence = (message: string): string =>
  PRECISIONS.reduce((text, name) => text.replaceAll(name, formatLevel(name)), message).replace(
    /^[a-z]+(?![a-z\d_])/,
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );
