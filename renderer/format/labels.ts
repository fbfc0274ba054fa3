// The words on the screen for the names in the data.
import type { Levels } from '../../core/analysis.ts';
import { formatLevel, formatLevels, formatTerm } from '../../core/format.ts';

const FACTORS: Readonly<Record<string, string>> = {
  precision: 'Precision',
  batch_size: 'Batch size',
  neurons: 'Neurons',
  layers: 'Layers',
  epochs: 'Epochs',
};
const DOMAINS: Readonly<Record<string, string>> = {
  gpu: 'GPU',
  package: 'CPU package',
  dram: 'Memory',
  core: 'CPU cores',
  uncore: 'CPU uncore',
  psys: 'Platform',
};
const PHASES: Readonly<Record<string, string>> = {
  idle: 'Idle baseline',
  load: 'Loading data',
  warmup: 'Warm-up',
  train: 'Training',
  evaluate: 'Evaluating',
  cooldown: 'Cooling down',
};

const words = (name: string): string => {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const factorLabel = (name: string): string => FACTORS[name] ?? words(name);
export const levelLabel = formatLevel;
export const domainLabel = (domain: string): string => DOMAINS[domain] ?? words(domain);
export const phaseLabel = (phase: string): string =>
  phase === '' ? 'Starting' : (PHASES[phase] ?? words(phase));
export const flagLabel = (flag: string): string => words(flag);

/** `precision` as it is, `precision:batch_size` as `Precision × Batch size`, the last row as `Residual`. */
export const termLabel = (term: string): string => term.split(':').map(factorLabel).join(' × ');

/** A cell in one line: the given factors' levels, or all. */
export const cellLabel = (levels: Levels, factors?: readonly string[]): string =>
  formatLevels(levels, factors);

/** Messages come in lower case, to be joined to others; alone they begin like a sentence. */
export const sentence = (message: string): string => message.charAt(0).toUpperCase() + message.slice(1);

/** `text` with the names of the data in it as people say them: `batch_size` is `batch size`; fp32 is never Fp32. */
export function spoken(text: string, words_of: Readonly<Record<string, string>>): string {
  const said = text.replaceAll(
    /\b[a-z0-9]+(?:_[a-z0-9]+)+\b/g,
    (name) => words_of[name] ?? formatLevel(formatTerm(name)),
  );
  return said.replaceAll(
    /(^|[.!?] )(?!b?fp?\d)([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
