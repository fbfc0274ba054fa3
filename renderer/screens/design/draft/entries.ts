// Text and numbers of fields against the schemas of a design, with what is wrong in words.
import type { z } from 'zod';
import { DataConfig } from '../../../../core/trainer-protocol.ts';
import type { DataEntry, Entry } from './draft.ts';

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly text: string };

const wrong = (text: string): Read<never> => ({ ok: false, text });

/** The number an entry means; an emptied field is missing, not 0 and not the default. */
export function readNumber(entry: Entry, check: (value: number) => z.ZodIssue | undefined): Read<number> {
  const text = String(entry).trim();
  if (text === '') return wrong('enter a number');
  const value = Number(text);
  if (!Number.isFinite(value)) return wrong(`“${text}” is not a number`);
  const issue = check(value);
  return issue === undefined ? { ok: true, value } : wrong(inWords(issue, text));
}

/** What `schema` says against `value`, if anything. */
export const against =
  (schema: z.ZodType) =>
  (value: unknown): z.ZodIssue | undefined =>
    schema.safeParse(value).error?.issues[0];

export function inWords(issue: z.ZodIssue, text: string): string {
  if (issue.code === 'too_small')
    return `“${text}” is too small: expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum.toLocaleString('en')}`;
  if (issue.code === 'too_big')
    return `“${text}” is too large: expected at most ${issue.maximum.toLocaleString('en')}`;
  if (issue.code === 'invalid_type' && issue.expected === 'int') return `“${text}” is not a whole number`;
  return `“${text}”: ${issue.message}`;
}

/** `256, 128` as the texts of its numbers. */
export const listOf = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

/** What stands twice in a list of levels, numbers by value; undefined for nothing. */
export function twice(levels: readonly (string | number)[]): string | undefined {
  const found = levels.find((level, at) => levels.indexOf(level) !== at);
  return found === undefined ? undefined : `${found} stands twice`;
}

/** The source of examples that an entry means. */
export function readData(data: DataEntry, dataset_dir: string | null): Read<DataConfig> {
  const chosen = chosenData(data, dataset_dir);
  if (!chosen.ok) return chosen;
  const { data: value, error } = DataConfig.safeParse(chosen.value);
  if (value !== undefined) return { ok: true, value };
  const [issue] = error.issues;
  const field = String(issue?.path[0]);
  const label = NUMBERS[data.kind].find(([name]) => name === field)?.[1] ?? 'Share to validate on';
  return wrong(`${label}: ${issue === undefined ? '' : inWords(issue, String(chosen.value[field]))}`);
}

function chosenData(data: DataEntry, dataset_dir: string | null): Read<Readonly<Record<string, unknown>>> {
  const emptied = NUMBERS[data.kind].find(([field]) => String(data[field]).trim() === '');
  if (emptied !== undefined) return wrong(`${emptied[1]}: enter a number`);
  const numbers = Object.fromEntries(NUMBERS[data.kind].map(([field]) => [field, Number(data[field])]));
  const validation = String(data.validation).trim();
  const common = { ...numbers, ...(validation === '' ? {} : { validation: Number(validation) }) };
  const { path, label } = data;
  switch (data.kind) {
    case 'synthetic':
      return { ok: true, value: { kind: 'synthetic', ...common } };
    case 'bundled':
      return dataset_dir === null
        ? wrong('no data set came with this app; choose another')
        : { ok: true, value: { kind: 'idx', path: dataset_dir, ...common } };
    case 'idx':
      return path === ''
        ? wrong('choose the folder with the IDX files')
        : { ok: true, value: { kind: 'idx', path, ...common } };
    case 'images':
      return path === ''
        ? wrong('choose the folder of pictures')
        : { ok: true, value: { kind: 'images', path, grey: data.grey, ...common } };
    case 'csv':
      if (path === '') return wrong('choose the CSV file');
      return label.trim() === ''
        ? wrong('name the column with the class')
        : { ok: true, value: { kind: 'csv', path, label: label.trim(), ...common } };
  }
}

type DataNumber = 'train_limit' | 'samples' | 'features' | 'classes' | 'seed' | 'image_size';
const LIMIT = [['train_limit', 'Training examples used']] as const;
const NUMBERS: Readonly<Record<DataEntry['kind'], readonly (readonly [DataNumber, string])[]>> = {
  synthetic: [
    ['samples', 'Samples'],
    ['features', 'Features'],
    ['classes', 'Classes'],
    ['seed', 'Seed of the clusters'],
  ],
  bundled: LIMIT,
  idx: LIMIT,
  csv: LIMIT,
  images: [...LIMIT, ['image_size', 'Width and height, pixels']],
};
/** Names of the number fields of a kind of data. */
export const dataNumbers = (kind: DataEntry['kind']): readonly (readonly [DataNumber, string])[] =>
  NUMBERS[kind];
