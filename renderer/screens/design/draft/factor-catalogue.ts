// Catalogue of the built-in factors: how their levels are entered, their first levels, and what they do.
import type { ExtraFactorName } from '../../../../core/design/design.ts';
import { GEMM_PROVIDERS, OPTIMISERS, PRECISIONS } from '../../../../core/trainer-protocol.ts';
import { FACTOR_TEXTS } from '../texts/factors.ts';

const HELP = FACTOR_TEXTS.help;

/** Choices of the factors whose levels are words. */
export const WORDS = {
  precision: PRECISIONS,
  optimiser: OPTIMISERS,
  activation: ['relu', 'gelu'],
  gemm: GEMM_PROVIDERS,
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const wordsOf = (name: string): readonly string[] | null =>
  Object.hasOwn(WORDS, name) ? WORDS[name as keyof typeof WORDS] : null;

/** True for the fields that hold a list of whole numbers. */
export const isListField = (field: string): boolean => field === 'hidden' || field === 'channels';

interface ExtraFactor {
  readonly help: string;
  /** Levels of a new factor. */
  readonly first: readonly string[];
}

/** Factors that can be added to a design. */
export const EXTRA_FACTORS: Readonly<Record<ExtraFactorName, ExtraFactor>> = {
  optimiser: { help: HELP.optimiser, first: ['sgd', 'adam'] },
  learning_rate: { help: HELP.learning_rate, first: ['0.001', '0.01'] },
  activation: { help: HELP.activation, first: ['relu', 'gelu'] },
  dropout: { help: HELP.dropout, first: ['0', '0.3'] },
  label_smoothing: { help: HELP.label_smoothing, first: ['0', '0.1'] },
  momentum: { help: HELP.momentum, first: ['0', '0.9'] },
  weight_decay: { help: HELP.weight_decay, first: ['0', '0.01'] },
  threads: { help: HELP.threads, first: ['1', '2'] },
  data: { help: HELP.data, first: [] },
};

export const isExtraFactor = (name: string): name is ExtraFactorName => Object.hasOwn(EXTRA_FACTORS, name);
