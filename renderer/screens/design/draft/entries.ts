// Reads the text of fields by the schemas of a design and words what is wrong.
import type { z } from 'zod';
import { DataConfig } from '../../../../core/trainer-protocol.ts';
import { DATA_NUMBERS, PROBLEM_TEXTS as TEXT } from '../texts/problems.ts';
import type { DataEntry, Entry } from './draft.ts';

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly text: string };

const wrong = (text: string): Read<never> => ({ ok: false, text });

/** Number in an entry; an emptied field is missing, neither 0 nor the default. */
export function readNumber(entry: Entry, check: (value: number) => z.ZodIssue | undefined): Read<number> {
  const text = String(entry).trim();
  if (text === '') return wrong(TEXT.number.missing);
  const value = Number(text);
  if (!Number.isFinite(value)) return wrong(TEXT.number.not_number(text));
  const issue = check(value);
  return issue === undefined ? { ok: true, value } : wrong(inWords(issue, text));
}

/** First objection of `schema` to `value`, if any. */
export const against =
  (schema: z.ZodType) =>
  (value: unknown): z.ZodIssue | undefined =>
    schema.safeParse(value).error?.issues[0];

export function inWords(issue: z.ZodIssue, text: string): string {
  if (issue.code === 'too_small')
    return TEXT.number.too_small(text, issue.minimum.toLocaleString('en'), issue.inclusive !== false);
  if (issue.code === 'too_big') return TEXT.number.too_large(text, issue.maximum.toLocaleString('en'));
  if (issue.code === 'invalid_type' && issue.expected === 'int') return TEXT.number.not_whole(text);
  return TEXT.number.other(text, issue.message);
}

/** Splits `256, 128` into the texts of its numbers. */
export const listOf = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

/** Names the first level that a list repeats, comparing numbers by value; undefined if none is. */
export function twice(levels: readonly (string | number)[]): string | undefined {
  const found = levels.find((level, at) => levels.indexOf(level) !== at);
  return found === undefined ? undefined : TEXT.twice(found);
}

/** Source of examples that an entry describes. */
export function readData(data: DataEntry, dataset_dir: string | null): Read<DataConfig> {
  const chosen = chosenData(data, dataset_dir);
  if (!chosen.ok) return chosen;
  const { data: value, error } = DataConfig.safeParse(chosen.value);
  if (value !== undefined) return { ok: true, value };
  const [issue] = error.issues;
  const field = String(issue?.path[0]);
  const label = NUMBERS[data.kind].find(([name]) => name === field)?.[1] ?? DATA_NUMBERS.validation;
  return wrong(TEXT.in_field(label, issue === undefined ? '' : inWords(issue, String(chosen.value[field]))));
}

function chosenData(data: DataEntry, dataset_dir: string | null): Read<Readonly<Record<string, unknown>>> {
  const emptied = NUMBERS[data.kind].find(([field]) => String(data[field]).trim() === '');
  if (emptied !== undefined) return wrong(TEXT.in_field(emptied[1], TEXT.number.missing));
  const numbers = Object.fromEntries(NUMBERS[data.kind].map(([field]) => [field, Number(data[field])]));
  const validation = String(data.validation).trim();
  const common = { ...numbers, ...(validation === '' ? {} : { validation: Number(validation) }) };
  const { path, label } = data;
  switch (data.kind) {
    case 'synthetic':
      return { ok: true, value: { kind: 'synthetic', ...common } };
    case 'bundled':
      return dataset_dir === null
        ? wrong(TEXT.data.no_bundled)
        : { ok: true, value: { kind: 'idx', path: dataset_dir, ...common } };
    case 'idx':
      return path === '' ? wrong(TEXT.data.no_idx) : { ok: true, value: { kind: 'idx', path, ...common } };
    case 'images':
      return path === ''
        ? wrong(TEXT.data.no_images)
        : { ok: true, value: { kind: 'images', path, grey: data.grey, ...common } };
    case 'csv':
      if (path === '') return wrong(TEXT.data.no_csv);
      return label.trim() === ''
        ? wrong(TEXT.data.no_class)
        : { ok: true, value: { kind: 'csv', path, label: label.trim(), ...common } };
  }
}

type DataNumber = 'train_limit' | 'samples' | 'features' | 'classes' | 'seed' | 'image_size';
const named = (...fields: readonly DataNumber[]): readonly (readonly [DataNumber, string])[] =>
  fields.map((field) => [field, DATA_NUMBERS[field]]);
const LIMIT = named('train_limit');
const NUMBERS: Readonly<Record<DataEntry['kind'], readonly (readonly [DataNumber, string])[]>> = {
  synthetic: named('samples', 'features', 'classes', 'seed'),
  bundled: LIMIT,
  idx: LIMIT,
  csv: LIMIT,
  images: named('train_limit', 'image_size'),
};
/** Number fields of a kind of data, with their labels. */
export const dataNumbers = (kind: DataEntry['kind']): readonly (readonly [DataNumber, string])[] =>
  NUMBERS[kind];
