// The factors a design may have beside the user's own: how their levels are entered, with which one begins, what they do.
import type { ExtraFactorName } from '../../../../core/design/design.ts';
import { GEMM_PROVIDERS, OPTIMISERS, PRECISIONS } from '../../../../core/trainer-protocol.ts';

/** Words that can be chosen, for what is not a number. */
export const WORDS = {
  precision: PRECISIONS,
  optimiser: OPTIMISERS,
  activation: ['relu', 'gelu'],
  gemm: GEMM_PROVIDERS,
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const wordsOf = (name: string): readonly string[] | null =>
  Object.hasOwn(WORDS, name) ? WORDS[name as keyof typeof WORDS] : null;

/** Fields that are a list of whole numbers. */
export const isListField = (field: string): boolean => field === 'hidden' || field === 'channels';

interface ExtraFactor {
  readonly help: string;
  /** Two levels to begin with. */
  readonly first: readonly string[];
}

/** Factors that can be added. */
export const EXTRA_FACTORS: Readonly<Record<ExtraFactorName, ExtraFactor>> = {
  optimiser: { help: 'How weights follow their gradients.', first: ['sgd', 'adam'] },
  learning_rate: { help: 'Size of a step.', first: ['0.001', '0.01'] },
  activation: { help: 'What stands between the layers.', first: ['relu', 'gelu'] },
  dropout: { help: 'Share of hidden activations set to zero, 0 to 0.9.', first: ['0', '0.3'] },
  label_smoothing: { help: 'Softens the targets, 0 to 0.5.', first: ['0', '0.1'] },
  momentum: { help: 'Of SGD and LARS, 0 to 1.', first: ['0', '0.9'] },
  weight_decay: { help: 'Pulls weights to zero, 0 to 1.', first: ['0', '0.01'] },
  threads: { help: 'Processor threads that train; 0: as many as there are cores.', first: ['1', '2'] },
  data: { help: 'Several data sets, each with a name.', first: [] },
};

export const isExtraFactor = (name: string): name is ExtraFactorName => Object.hasOwn(EXTRA_FACTORS, name);
