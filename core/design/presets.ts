// Ready-made designs, and how well founded each of their settings is.
import type { DataConfig, Precision } from '../trainer-protocol.ts';
import { Design } from './design.ts';

/** `sourced`: published, source given. `inferred`: follows from publications. `assumed`: our own choice, to be edited. */
export type ProvenanceTag = 'sourced' | 'inferred' | 'assumed';

export interface Provenance {
  /** Path in the design file: `factors.batch_size`. */
  readonly field: string;
  readonly tag: ProvenanceTag;
  readonly why: string;
}

export interface Preset {
  readonly design: Design;
  readonly provenance: readonly Provenance[];
}

/** Facts about the machine that a preset depends on. */
export interface PresetFacts {
  readonly backend: string;
  /** Those the backend supports. */
  readonly precisions: readonly Precision[];
  readonly data: DataConfig;
}

export const PRESET_NAMES = ['quick', 'standard', 'antonopoulos-part-1'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];
export const isPresetName = (name: string): name is PresetName =>
  (PRESET_NAMES as readonly string[]).includes(name);

const PAPER = 'arXiv 2409.07853';

/** Every precision the machine has, crossed with batch size and width, ten replicates, with the full protocol. */
export function standardPreset({ backend, precisions, data }: PresetFacts): Preset {
  const design = Design.parse({
    name: 'Standard sweep',
    factors: { precision: [...precisions], batch_size: [64, 256], neurons: [256, 1024], epochs: [2] },
    replicates: 10,
    backend,
    data,
    idle_s: 3,
    cooldown_s: 2,
    protocol: { warmup_trials: 1, thermal_band_c: 3 },
  });
  return {
    design,
    provenance: [
      { field: 'factors.precision', tag: 'inferred', why: 'every precision this machine has' },
      {
        field: 'factors.batch_size',
        tag: 'assumed',
        why: 'a small and a common batch; the saving of 16-bit formats depends on it',
      },
      {
        field: 'factors.neurons',
        tag: 'assumed',
        why: 'multiples of 8, below and above what fits in caches',
      },
      {
        field: 'replicates',
        tag: 'assumed',
        why: '10 show a difference of 1.3 standard deviations with 80 % power at alpha 0.05; see wattproof power',
      },
      { field: 'protocol.thermal_band_c', tag: 'assumed', why: 'leakage grows by some per cent in 3 K' },
    ],
  };
}

/** The comparison of the dissertation; settings it does not report are filled in and marked as such. */
export function antonopoulosPreset({ backend, precisions, data }: PresetFacts): Preset {
  const mixed =
    precisions.find((one) => one === 'fp16_mixed') ?? precisions.find((one) => one === 'bf16_mixed');
  const first = precisions.includes('fp32') ? 'fp32' : (precisions[0] ?? 'fp32');
  const design = Design.parse({
    name: 'Antonopoulos, Part I',
    factors: {
      precision: mixed === undefined ? [first] : [first, mixed],
      batch_size: [32, 64],
      neurons: [128, 256],
      epochs: [2, 4],
    },
    replicates: 10,
    backend,
    data,
    idle_s: 3,
    cooldown_s: 2,
  });
  const same_format = mixed === 'fp16_mixed';
  return {
    design,
    provenance: [
      {
        field: 'factors.precision',
        tag: same_format ? 'sourced' : 'inferred',
        why: same_format
          ? `default 32-bit against NVIDIA mixed precision (16 + 32 bit), ${PAPER}; his "32-bit" may have run on TF32, here it is strict fp32`
          : mixed === undefined
            ? `${PAPER} compares with mixed precision, which this machine does not have`
            : `${PAPER} compares with fp16 mixed precision; this machine has bf16 mixed`,
      },
      {
        field: 'factors.batch_size',
        tag: 'assumed',
        why: `${PAPER} varies batch size but does not publish its levels`,
      },
      {
        field: 'factors.neurons',
        tag: 'assumed',
        why: `${PAPER} varies neurons but does not publish their levels`,
      },
      {
        field: 'factors.epochs',
        tag: 'assumed',
        why: `${PAPER} varies epochs but does not publish their levels`,
      },
      { field: 'factors.layers', tag: 'assumed', why: 'not published' },
      {
        field: 'replicates',
        tag: 'assumed',
        why: 'not published; the author attributes the lack of significance to a small sample',
      },
      { field: 'optimiser', tag: 'assumed', why: 'not published; Keras tutorials use Adam' },
      { field: 'learning_rate', tag: 'assumed', why: "not published; Keras' default for Adam" },
      {
        field: 'data',
        tag: 'assumed',
        why: 'the author trained on bird pictures from Kaggle (reported by others), which may not be redistributed',
      },
      { field: 'idle_s', tag: 'assumed', why: 'the author read watts by hand and took no baseline' },
    ],
  };
}
