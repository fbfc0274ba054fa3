// The design form as text, and the design it means. Pure, so that every wrong entry can be tested.
import { checkDesign } from '../../../core/design/check.ts';
import type { Design, FactorName } from '../../../core/design/design.ts';
import { messageOf } from '../../../core/errors.ts';
import type { Backend, Precision } from '../../../core/trainer-protocol.ts';
import { factorLabel } from '../../format/labels.ts';

export type NumberFactor = Exclude<FactorName, 'precision'>;
export const NUMBER_FACTORS = [
  'batch_size',
  'neurons',
  'layers',
  'epochs',
] as const satisfies readonly NumberFactor[];

/** What an emptied number field holds is a text. */
type Entry = number | string;

export interface DataForm {
  readonly kind: 'bundled' | 'synthetic' | 'idx' | 'csv';
  readonly path: string;
  readonly label: string;
  readonly train_limit: Entry;
  readonly samples: Entry;
  readonly features: Entry;
  readonly classes: Entry;
}

export interface FormState {
  readonly name: string;
  readonly backend: string;
  readonly precision: readonly Precision[];
  readonly levels: { readonly [F in NumberFactor]: readonly string[] };
  readonly replicates: Entry;
  readonly seed: Entry;
  readonly learning_rate: Entry;
  readonly optimiser: 'sgd' | 'adam';
  readonly idle_s: Entry;
  readonly cooldown_s: Entry;
  readonly data: DataForm;
}

/** A first design for `backend`: all its precisions against two batch sizes. */
export function firstForm(backend: Backend | undefined, dataset_dir: string | null): FormState {
  return {
    name: 'My sweep',
    backend: backend?.name ?? 'cpu',
    precision: backend?.precisions ?? ['fp32'],
    levels: { batch_size: ['64', '256'], neurons: ['256'], layers: ['2'], epochs: ['2'] },
    replicates: 5,
    seed: 1,
    learning_rate: 0.001,
    optimiser: 'adam',
    idle_s: 1,
    cooldown_s: 0.5,
    data: {
      kind: dataset_dir === null ? 'synthetic' : 'bundled',
      path: '',
      label: 'label',
      train_limit: 20_000,
      samples: 20_000,
      features: 784,
      classes: 10,
    },
  };
}

export type FormResult =
  | { readonly kind: 'design'; readonly design: Design }
  | { readonly kind: 'problem'; readonly text: string };

/** The design that the form means, or in one line what stands in its way. */
export function designOf(form: FormState, dataset_dir: string | null): FormResult {
  try {
    for (const factor of NUMBER_FACTORS) {
      const wrong = form.levels[factor].find((text) => !/^\d+$/.test(text));
      if (wrong !== undefined) return problem(`${factorLabel(factor)}: “${wrong}” is not a whole number`);
      if (form.levels[factor].length === 0) return problem(`${factorLabel(factor)}: give at least one level`);
    }
    if (form.precision.length === 0) return problem('Precision: choose at least one');
    if (form.name.trim() === '') return problem('Name: give the study a name');
    const missing = emptied(form);
    if (missing !== null) return problem(`${missing}: enter a number`);
    const data = dataOf(form.data, dataset_dir);
    if (typeof data === 'string') return problem(data);
    const design = checkDesign({
      name: form.name.trim(),
      factors: {
        precision: form.precision,
        ...Object.fromEntries(NUMBER_FACTORS.map((factor) => [factor, form.levels[factor].map(Number)])),
      },
      replicates: numberIn(form.replicates),
      seed: numberIn(form.seed),
      backend: form.backend,
      optimiser: form.optimiser,
      learning_rate: numberIn(form.learning_rate),
      idle_s: numberIn(form.idle_s),
      cooldown_s: numberIn(form.cooldown_s),
      data,
    });
    return { kind: 'design', design };
  } catch (error) {
    return problem(messageOf(error));
  }
}

const problem = (text: string): FormResult => ({ kind: 'problem', text });

const numberIn = (entry: Entry): number => Number(entry);

/** The first field that was emptied: it is missing, not 0 and not the default. */
function emptied(form: FormState): string | null {
  const { data } = form;
  const fields: readonly (readonly [string, Entry])[] = [
    ['Replicates', form.replicates],
    ['Seed', form.seed],
    ['Learning rate', form.learning_rate],
    ['Idle baseline', form.idle_s],
    ['Cool-down', form.cooldown_s],
    ...(data.kind === 'synthetic'
      ? ([
          ['Samples', data.samples],
          ['Features', data.features],
          ['Classes', data.classes],
        ] as const)
      : ([['Training examples used', data.train_limit]] as const)),
  ];
  return fields.find(([, entry]) => entry === '')?.[0] ?? null;
}

function dataOf(data: DataForm, dataset_dir: string | null): object | string {
  const train_limit = numberIn(data.train_limit);
  switch (data.kind) {
    case 'synthetic':
      return {
        kind: 'synthetic',
        samples: numberIn(data.samples),
        features: numberIn(data.features),
        classes: numberIn(data.classes),
      };
    case 'bundled':
      return dataset_dir === null
        ? 'Data: no data set came with this app; choose another'
        : { kind: 'idx', path: dataset_dir, train_limit };
    case 'idx':
      return data.path === ''
        ? 'Data: choose the folder with the IDX files'
        : { kind: 'idx', path: data.path, train_limit };
    case 'csv':
      return data.path === ''
        ? 'Data: choose the CSV file'
        : { kind: 'csv', path: data.path, label: data.label, train_limit };
  }
}
