// Turns a draft into a design, or lists every problem in it. Pure, so that every wrong entry can be tested.

import type { z } from 'zod';
import { checkDesign } from '../../../../core/design/check.ts';
import { Design, Factors, UserSettings } from '../../../../core/design/design.ts';
import { OutlierRule, Protocol, StoppingPlan } from '../../../../core/design/protocol.ts';
import { PROBLEM_TEXTS as TEXT } from '../texts/problems.ts';
import { type Draft, type Entry, NUMBER_FIELDS, type UserFactorEntry } from './draft.ts';
import { against, inWords, listOf, type Read, readData, readNumber, twice } from './entries.ts';
import { isListField, wordsOf } from './factor-catalogue.ts';
import { type Problem, placedProblem } from './problems.ts';

export type DesignResult =
  | { readonly kind: 'design'; readonly design: Design }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

export function designOf(draft: Draft, dataset_dir: string | null): DesignResult {
  const problems: Problem[] = [];
  const take = <T>(where: string, read: Read<T>): T | undefined => {
    if (read.ok) return read.value;
    problems.push({ where, text: read.text });
    return undefined;
  };
  const number = (where: string, entry: Entry, schema: z.ZodType): number | undefined =>
    take(where, readNumber(entry, against(schema)));

  if (draft.name.trim() === '') problems.push({ where: 'name', text: TEXT.no_name });
  const factors = Object.fromEntries(
    Object.entries(draft.factors).map(([name, levels]) => [
      name,
      take(`factors.${name}`, readLevels(name as keyof Factors, levels)),
    ]),
  );
  const user_factors = Object.fromEntries(
    draft.user_factors.map((factor) => [
      factor.name,
      take(`user_factors.${factor.name}`, readUserFactor(factor, draft.user_factors)),
    ]),
  );
  const numbers = Object.fromEntries(
    NUMBER_FIELDS.map((field) => {
      const schema = Design.shape[field];
      const is_factor = draft.factors[field] !== undefined;
      return [field, is_factor ? keptNumber(draft[field], schema) : number(field, draft[field], schema)];
    }),
  );
  const lists = Object.fromEntries(
    (['hidden', 'channels'] as const).map((field) => [
      field,
      take(field, readList(draft[field], Design.shape[field])),
    ]),
  );
  const { protocol } = draft;
  const protocol_read = {
    warmup_trials: number('protocol.warmup_trials', protocol.warmup_trials, Protocol.shape.warmup_trials),
    thermal_band_c: protocol.waits_for_cooling
      ? number('protocol.thermal_band_c', protocol.thermal_band_c, Protocol.shape.thermal_band_c)
      : null,
    thermal_timeout_s: protocol.waits_for_cooling
      ? number('protocol.thermal_timeout_s', protocol.thermal_timeout_s, Protocol.shape.thermal_timeout_s)
      : keptNumber(protocol.thermal_timeout_s, Protocol.shape.thermal_timeout_s),
    outliers:
      protocol.outliers === 'none'
        ? { kind: 'none' }
        : {
            kind: protocol.outliers,
            k: take(
              'protocol.outliers',
              readNumber(protocol.outlier_k, (k) => against(OutlierRule)({ kind: protocol.outliers, k })),
            ),
          },
    stop: protocol.stops
      ? {
          response: protocol.stop_response,
          half_width_pct: number(
            'protocol.stop',
            protocol.stop_half_width_pct,
            StoppingPlan.shape.half_width_pct,
          ),
          least_replicates: number(
            'protocol.stop',
            protocol.stop_least_replicates,
            StoppingPlan.shape.least_replicates,
          ),
        }
      : null,
  };
  const data_sets = readDataSets(draft, dataset_dir, problems);
  const [first_set] = draft.factors['data'] ?? [];
  const data =
    first_set === undefined
      ? take('data', readData(draft.data, dataset_dir))
      : (data_sets[first_set] ?? Object.values(data_sets)[0]);
  if (draft.fraction !== null)
    for (const { made, of } of draft.fraction.generators)
      if (made === '' || of.length < 2)
        problems.push({
          where: 'fraction',
          text: TEXT.no_generator,
        });
  if (problems.length > 0) return { kind: 'problems', problems };
  try {
    const { order, optimiser, model, activation, gemm, backend, notes } = draft;
    const design = checkDesign({
      ...numbers,
      ...lists,
      ...{ order, optimiser, model, activation, gemm, backend, notes },
      ...{ factors, user_factors, data_sets, data, protocol: protocol_read },
      name: draft.name.trim(),
      fraction: draft.fraction && {
        generators: draft.fraction.generators.map(generatorText),
        accept_resolution: draft.fraction.accept_resolution,
      },
    });
    return { kind: 'design', design };
  } catch (error) {
    return { kind: 'problems', problems: [placedProblem(error)] };
  }
}

/** Keeps a number that has no effect now if it is valid; a wrong one is dropped without a problem. */
function keptNumber(entry: Entry, schema: z.ZodType): number | undefined {
  const read = readNumber(entry, against(schema));
  return read.ok ? read.value : undefined;
}

export const generatorText = ({
  made,
  is_negative,
  of,
}: NonNullable<Draft['fraction']>['generators'][number]) =>
  `${made} = ${is_negative ? '-' : ''}${of.join('*')}`;

function readLevels(name: keyof Factors, levels: readonly string[]): Read<readonly (string | number)[]> {
  if (levels.length === 0) return { ok: false, text: TEXT.no_level };
  if (name === 'data' || wordsOf(name) !== null) return { ok: true, value: levels };
  const issue = (value: number): z.ZodIssue | undefined => against(Factors.shape[name])([value]);
  return readAll(levels, issue);
}

function readList(levels: readonly string[], schema: z.ZodType): Read<readonly number[]> {
  if (levels.length === 0) {
    const empty = against(schema)([]);
    return empty === undefined ? { ok: true, value: [] } : { ok: false, text: TEXT.no_list };
  }
  return readAll(levels, (value) => against(schema)([value]), true);
}

function readAll(
  texts: readonly string[],
  check: (value: number) => z.ZodIssue | undefined,
  may_repeat = false,
): Read<readonly number[]> {
  const values: number[] = [];
  for (const text of texts) {
    const read = readNumber(text, check);
    if (!read.ok) return read;
    values.push(read.value);
  }
  const repeated = may_repeat ? undefined : twice(values);
  return repeated === undefined ? { ok: true, value: values } : { ok: false, text: repeated };
}

/** Trainer settings of each level of a user's own factor. */
export function readUserFactor(
  { name, levels }: UserFactorEntry,
  all: readonly UserFactorEntry[],
): Read<Readonly<Record<string, UserSettings>>> {
  if (name === '') return { ok: false, text: TEXT.own.no_name };
  const named = against(Design.shape.user_factors)({ [name]: {} });
  if (named !== undefined) return { ok: false, text: TEXT.own.wrong_name(name) };
  if (all.filter((one) => one.name === name).length > 1) return { ok: false, text: TEXT.own.same_name(name) };
  const repeated = twice(levels.map(({ label }) => label.trim()));
  if (repeated !== undefined) return { ok: false, text: TEXT.own.level(repeated) };
  const read: Record<string, UserSettings> = {};
  for (const { label, settings } of levels) {
    if (label.trim() === '') return { ok: false, text: TEXT.own.no_level_name };
    const again = twice(settings.map(({ field }) => field));
    if (again !== undefined) return { ok: false, text: TEXT.in_field(label, again) };
    const values: [string, unknown][] = [];
    for (const { field, value } of settings) {
      const one = readSetting(field, value);
      if (!one.ok) return { ok: false, text: TEXT.own.setting(label, field.replaceAll('_', ' '), one.text) };
      values.push([field, one.value]);
    }
    read[label.trim()] = Object.fromEntries(values);
  }
  return { ok: true, value: read };
}

function readSetting(field: string, text: string): Read<unknown> {
  const schema = UserSettings.shape[field as keyof UserSettings];
  if (isListField(field)) return readList(listOf(text), schema);
  if (wordsOf(field) === null) return readNumber(text, against(schema));
  const issue = against(schema)(text);
  return issue === undefined ? { ok: true, value: text } : { ok: false, text: inWords(issue, text) };
}

function readDataSets(
  { data_sets }: Draft,
  dataset_dir: string | null,
  problems: Problem[],
): Readonly<Record<string, unknown>> {
  const repeated = twice(data_sets.map(({ name }) => name.trim()));
  if (repeated !== undefined) problems.push({ where: 'data_sets', text: TEXT.data.set(repeated) });
  return Object.fromEntries(
    data_sets.map(({ name, data }) => {
      const read = readData(data, dataset_dir);
      if (name.trim() === '') problems.push({ where: 'data_sets', text: TEXT.data.no_set_name });
      else if (!read.ok) problems.push({ where: 'data_sets', text: TEXT.in_field(name, read.text) });
      return [name.trim(), read.ok ? read.value : null];
    }),
  );
}
