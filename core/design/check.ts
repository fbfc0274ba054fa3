// Turns a hand-written document into a design, or says in one line what is wrong with it.
import { z } from 'zod';
import { AuditError } from '../errors.ts';
import { Design, EXTRA_FACTOR_NAMES } from './design.ts';
import { factorList, variedFactors } from './factor-list.ts';
import { fractionStructure } from './fraction.ts';
import { cellCount, trialCount } from './layout.ts';

/** More trials than this must be a typing error: at 5 s each they would run for almost a week. */
export const MAX_TRIALS = 100_000;
/** Crossings of all levels before a fraction is taken; they are laid out in memory. */
const MAX_CROSSINGS = 2 ** 18;
const MOST_LEVELS = 1000;

/** Position of a field in the file: ` (line 3, column 5)`, or empty. */
export type PlaceOf = (path: readonly PropertyKey[]) => string;

/**
 * @throws AuditError `design`: unknown or missing field, level out of range, zero replicates, nothing varied, a field that is
 * a constant and a factor, a rule that does not fit, or more than {@link MAX_TRIALS} trials; the message names the field,
 * what was expected and what came.
 */
export function checkDesign(input: unknown, placeOf: PlaceOf = () => ''): Design {
  const long = longListOf(input);
  if (long !== null) throw new AuditError('design', `the design is not usable: ${long}`);
  const parsed = Design.safeParse(withData(input));
  if (!parsed.success)
    throw new AuditError('design', `the design is not usable: ${issuesOf(parsed.error, input, placeOf)}`);
  const design = parsed.data;
  const fault = [...faultsOf(design)][0];
  if (fault !== undefined) throw new AuditError('design', fault);
  return design;
}

/** As {@link checkDesign}, for a hand-written design: a field cannot be a factor and a constant as well. */
export function checkWrittenDesign(input: unknown, placeOf?: PlaceOf): Design {
  const design = checkDesign(input, placeOf);
  const twice = EXTRA_FACTOR_NAMES.find(
    (name) => design.factors[name] !== undefined && isRecord(input) && input[name] !== undefined,
  );
  if (twice !== undefined)
    throw new AuditError(
      'design',
      `the design has ${twice} as a factor and as a constant; remove one of the two`,
    );
  return design;
}

/** A factor with more levels than there can be trials; each of them would be checked, and complained of. */
function longListOf(input: unknown): string | null {
  if (!isRecord(input) || !isRecord(input['factors'])) return null;
  const long = Object.entries(input['factors']).find(
    ([, levels]) => Array.isArray(levels) && levels.length > MOST_LEVELS,
  );
  return long === undefined
    ? null
    : `factors.${long[0]}: expected at most ${MOST_LEVELS} levels, got ${(long[1] as unknown[]).length}`;
}

/** Where the data set is a factor, the first of `data_sets` becomes the design's own. */
function withData(input: unknown): unknown {
  if (!isRecord(input) || input['data'] !== undefined || !isRecord(input['data_sets'])) return input;
  const [first] = Object.values(input['data_sets']);
  return first === undefined ? input : { ...input, data: first };
}

function* faultsOf(design: Design): Generator<string> {
  const varied = variedFactors(design);
  if (varied.length === 0)
    yield 'the design has one level in every factor, so there is nothing to compare; give at least one factor two levels';
  for (const name of design.factors.data ?? [])
    if (design.data_sets[name] === undefined)
      yield `factors.data: expected one of data_sets (${Object.keys(design.data_sets).join(', ') || 'there are none'}), got ${name}`;
  const overruled = varied.find((name) => name === 'neurons' || name === 'layers');
  if (design.hidden.length > 0 && overruled !== undefined)
    yield `the design varies ${overruled} and fixes the hidden widths (hidden: ${design.hidden.join(', ')}), which replace it; remove one of the two`;
  yield* userFaults(design, varied);
  if (design.protocol.stop !== null) yield* stopFaults(design, design.protocol.stop);
  const crossings = cellCount({ ...design, fraction: null });
  if (crossings > MAX_CROSSINGS)
    yield `the levels of all factors have ${crossings.toLocaleString('en')} crossings, at most ${MAX_CROSSINGS.toLocaleString('en')} can be laid out; remove factors or levels`;
  if (design.fraction) yield* fractionFaults(design, design.fraction);
  if (design.order === 'latin_square' && design.replicates % cellCount(design) !== 0)
    yield `order: a latin_square of ${cellCount(design)} cells needs a multiple of ${cellCount(design)} replicates, got ${design.replicates}`;
  const trials = trialCount(design);
  if (trials > MAX_TRIALS)
    yield `the design has ${trials.toLocaleString('en')} trials, at most ${MAX_TRIALS.toLocaleString('en')} can be run; remove levels or replicates`;
}

/** Two factors must not set the same field of the trainer. */
function* userFaults({ factors, user_factors }: Design, varied: readonly string[]): Generator<string> {
  const said_by = new Map<string, string>();
  for (const name of varied) if (name in factors) said_by.set(name, name);
  for (const name of EXTRA_FACTOR_NAMES) if (factors[name] !== undefined) said_by.set(name, name);
  for (const [name, options] of Object.entries(user_factors)) {
    if (name in factors || (EXTRA_FACTOR_NAMES as readonly string[]).includes(name))
      yield `user_factors.${name}: a factor of that name exists already; choose another name`;
    if (Object.keys(options).length === 0) yield `user_factors.${name}: expected levels, got none`;
    const fields = new Set(Object.values(options).flatMap((settings) => Object.keys(settings)));
    if (fields.size === 0)
      yield `user_factors.${name}: expected a trainer field in at least one level, got none`;
    for (const field of fields) {
      const other = said_by.get(field);
      if (other !== undefined)
        yield `user_factors.${name}: ${field} is already set by the factor ${other}; remove one of the two`;
      said_by.set(field, name);
    }
  }
}

/** The stopping rule compares two groups of equal size, replicate by replicate. */
function* stopFaults(
  design: Design,
  { least_replicates }: NonNullable<Design['protocol']['stop']>,
): Generator<string> {
  const cells = cellCount(design);
  if (cells !== 2)
    yield `protocol.stop: expected one factor with two levels, got ${cells} cells; remove the rule or the extra levels`;
  if (design.order === 'random')
    yield 'protocol.stop: expected the order blocks or latin_square, got random; the rule is applied after whole blocks';
  if (design.replicates <= least_replicates)
    yield `protocol.stop: expected more replicates than the ${least_replicates} before the first look, got ${design.replicates}; raise replicates, the maximum that will be run`;
}

function* fractionFaults(design: Design, fraction: NonNullable<Design['fraction']>): Generator<string> {
  const { resolution, relation } = fractionStructure(fraction, factorList(design));
  if (resolution < fraction.accept_resolution)
    yield `fraction: expected a resolution of ${fraction.accept_resolution} or more, got ${resolution} (${relation}): ${
      resolution < 3
        ? 'main effects could not be separated; choose other generators'
        : `set accept_resolution to ${resolution} if two-factor interactions may be mixed with ${resolution === 3 ? 'main effects' : 'one another'}`
    }`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first three issues, each with its path, in one line. */
function issuesOf(error: z.ZodError, input: unknown, placeOf: PlaceOf): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => {
      const path = issue.path.length ? issue.path.join('.') : 'the document';
      const came =
        issue.code === 'unrecognized_keys'
          ? ''
          : `, got ${issue.path.length > 0 ? shortly(valueAt(input, issue.path)) : kindOf(input)}`;
      return `${path}${placeOf(issue.path)}: ${issue.message}${came}`;
    })
    .join('; ');
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );

/** A document that is no design may be any file, so its contents stay out of the message. */
const kindOf = (document: unknown): string =>
  document === null
    ? 'an empty one'
    : Array.isArray(document)
      ? 'a list'
      : typeof document === 'string'
        ? 'text'
        : `a ${typeof document}`;

function shortly(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
