// Texts of wrong entries, and the names of the fields they belong to.

/** Names of the fields that a problem can point at. */
export const FIELD_NAMES = {
  name: 'Name of the study',
  factors: 'Factors',
  seed: 'Seed of the order',
  replicates: 'Replicates per cell',
  idle_s: 'Idle baseline before',
  cooldown_s: 'Cool-down after',
  hidden: 'Widths of the hidden layers',
  channels: 'Filters of the convolutions',
  'protocol.warmup_trials': 'Warm-up trainings',
  'protocol.thermal_band_c': 'Thermal band',
  'protocol.thermal_timeout_s': 'Longest wait',
  'protocol.outliers': 'Outlier rule',
  'protocol.outliers.k': 'Outlier rule',
  'protocol.stop': 'Ending early',
} as const;

/** Number fields of the data. */
export const DATA_NUMBERS = {
  train_limit: 'Training examples used',
  samples: 'Samples',
  features: 'Features',
  classes: 'Classes',
  seed: 'Seed of the clusters',
  image_size: 'Width and height, pixels',
  validation: 'Validation share',
} as const;

export const PROBLEM_TEXTS = {
  no_name: 'give the study a name',
  no_generator: 'choose the generated factor and at least two factors that generate it',
  no_level: 'give at least one level',
  no_list: 'give at least one number',
  twice: (what: string | number) => `${what} appears twice`,
  in_field: (field: string, problem: string) => `${field}: ${problem}`,
  number: {
    missing: 'enter a number',
    not_number: (text: string) => `“${text}” is not a number`,
    not_whole: (text: string) => `“${text}” is not a whole number`,
    too_small: (text: string, bound: string, inclusive: boolean) =>
      `“${text}” is too small: expected ${inclusive ? 'at least' : 'more than'} ${bound}`,
    too_large: (text: string, bound: string) => `“${text}” is too large: expected at most ${bound}`,
    other: (text: string, message: string) => `“${text}”: ${message}`,
  },
  data: {
    no_bundled: 'this app includes no data set; choose another',
    no_idx: 'choose the folder with the IDX files',
    no_images: 'choose the folder of images',
    no_csv: 'choose the CSV file',
    no_class: 'name the class column',
    no_set_name: 'give every data set a name',
    set: (problem: string) => `the data set ${problem}`,
  },
  own: {
    no_name: 'give the factor a name',
    wrong_name: (name: string) =>
      `“${name}”: expected lower-case letters, digits and _, starting with a letter`,
    same_name: (name: string) => `two factors are called ${name}`,
    level: (problem: string) => `the level ${problem}`,
    no_level_name: 'give every level a name',
    setting: (level: string, field: string, problem: string) => `${level}, ${field}: ${problem}`,
  },
} as const;
