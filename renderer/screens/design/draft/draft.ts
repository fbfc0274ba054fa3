// A design being edited: the content of its fields, right or wrong, and where it came from.
import type { Design } from '../../../../core/design/design.ts';
import type { Provenance } from '../../../../core/design/presets.ts';
import { DEFAULT_STOP_RESPONSE } from '../../../../core/design/protocol.ts';
import type { DataConfig } from '../../../../core/trainer-protocol.ts';

/** An emptied number field holds a string. */
export type Entry = number | string;

export type DataKind = 'bundled' | 'synthetic' | 'idx' | 'csv' | 'images';
/** Fields of all kinds at once, so that switching between kinds loses nothing. */
export interface DataEntry {
  readonly kind: DataKind;
  readonly path: string;
  readonly label: string;
  readonly train_limit: Entry;
  readonly samples: Entry;
  readonly features: Entry;
  readonly classes: Entry;
  readonly seed: Entry;
  readonly image_size: Entry;
  readonly grey: boolean;
  /** Share of the training examples, empty for none. */
  readonly validation: Entry;
}

export interface DataSetEntry {
  readonly name: string;
  readonly data: DataEntry;
}

export interface SettingEntry {
  readonly field: string;
  /** A list as `256, 128`. */
  readonly value: string;
}
export interface UserLevelEntry {
  readonly label: string;
  readonly settings: readonly SettingEntry[];
}
export interface UserFactorEntry {
  readonly name: string;
  readonly levels: readonly UserLevelEntry[];
}

/** `made = -of*of`: the generator of a fraction. */
export interface GeneratorEntry {
  readonly made: string;
  readonly is_negative: boolean;
  readonly of: readonly string[];
}
export interface FractionEntry {
  readonly generators: readonly GeneratorEntry[];
  readonly accept_resolution: number;
}

export interface ProtocolEntry {
  readonly warmup_trials: Entry;
  readonly waits_for_cooling: boolean;
  readonly thermal_band_c: Entry;
  readonly thermal_timeout_s: Entry;
  readonly outliers: 'none' | 'iqr' | 'mad';
  readonly outlier_k: Entry;
  readonly stops: boolean;
  readonly stop_response: NonNullable<Design['protocol']['stop']>['response'];
  readonly stop_half_width_pct: Entry;
  readonly stop_least_replicates: Entry;
}

/** Constants that are one number each. */
export const NUMBER_FIELDS = [
  'replicates',
  'seed',
  'learning_rate',
  'threads',
  'dropout',
  'label_smoothing',
  'momentum',
  'weight_decay',
  'idle_s',
  'cooldown_s',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** Constants chosen from several words. */
const WORD_FIELDS = ['order', 'optimiser', 'model', 'activation', 'gemm', 'backend'] as const;
export type WordField = (typeof WORD_FIELDS)[number];

export type Draft = { readonly [F in NumberField]: Entry } & { readonly [F in WordField]: Design[F] } & {
  readonly name: string;
  /** Levels of each factor in the design, by name, as typed. */
  readonly factors: Readonly<Record<string, readonly string[]>>;
  readonly user_factors: readonly UserFactorEntry[];
  readonly data: DataEntry;
  readonly data_sets: readonly DataSetEntry[];
  readonly fraction: FractionEntry | null;
  readonly hidden: readonly string[];
  readonly channels: readonly string[];
  readonly protocol: ProtocolEntry;
  readonly notes: readonly string[];
};

/** State of a draft before any edit. */
export interface Origin {
  readonly kind: 'scratch' | 'preset' | 'file';
  /** Name of the preset or path of the file; empty for a draft from scratch. */
  readonly label: string;
  readonly draft: Draft;
  readonly provenance: readonly Provenance[];
}

const PLAIN_DATA: DataEntry = {
  kind: 'synthetic',
  path: '',
  label: 'label',
  train_limit: 20_000,
  samples: 20_000,
  features: 784,
  classes: 10,
  seed: 1,
  image_size: 32,
  grey: false,
  validation: '',
};

/** The data set bundled with the app, or synthetic clusters if there is none. */
export const firstData = (dataset_dir: string | null): DataEntry => ({
  ...PLAIN_DATA,
  kind: dataset_dir === null ? 'synthetic' : 'bundled',
});

function dataEntry(data: DataConfig, dataset_dir: string | null): DataEntry {
  const { kind, ...fields } = data;
  const is_bundled = kind === 'idx' && data.path === dataset_dir;
  return {
    ...PLAIN_DATA,
    ...fields,
    ...(is_bundled ? { path: '' } : {}),
    kind: is_bundled ? 'bundled' : kind,
    validation: data.validation ?? '',
  };
}

/** Fields of a design as a user would have typed them. */
export function draftOf(design: Design, dataset_dir: string | null): Draft {
  const { protocol, fraction, factors, user_factors, data_sets } = design;
  const { stop, outliers } = protocol;
  return {
    ...design,
    factors: Object.fromEntries(
      Object.entries(factors).flatMap(([name, levels]) =>
        levels === undefined ? [] : [[name, levels.map(String)]],
      ),
    ),
    user_factors: Object.entries(user_factors).map(([name, levels]) => ({
      name,
      levels: Object.entries(levels).map(([label, settings]) => ({
        label,
        settings: Object.entries(settings).map(([field, value]) => ({
          field,
          value: Array.isArray(value) ? value.join(', ') : String(value),
        })),
      })),
    })),
    data: dataEntry(design.data, dataset_dir),
    data_sets: Object.entries(data_sets).map(([name, data]) => ({
      name,
      data: dataEntry(data, dataset_dir),
    })),
    fraction: fraction && { ...fraction, generators: fraction.generators.map(generatorEntry) },
    hidden: design.hidden.map(String),
    channels: design.channels.map(String),
    protocol: {
      warmup_trials: protocol.warmup_trials,
      waits_for_cooling: protocol.thermal_band_c !== null,
      thermal_band_c: protocol.thermal_band_c ?? 3,
      thermal_timeout_s: protocol.thermal_timeout_s,
      outliers: outliers.kind,
      outlier_k: outliers.kind === 'none' ? 3 : outliers.k,
      stops: stop !== null,
      stop_response: stop?.response ?? DEFAULT_STOP_RESPONSE,
      stop_half_width_pct: stop?.half_width_pct ?? 2,
      stop_least_replicates: stop?.least_replicates ?? 8,
    },
  };
}

function generatorEntry(text: string): GeneratorEntry {
  const [made = '', product = ''] = text.split('=').map((part) => part.trim());
  return {
    made,
    is_negative: product.startsWith('-'),
    of: product
      .replace(/^-/, '')
      .split('*')
      .map((name) => name.trim()),
  };
}
