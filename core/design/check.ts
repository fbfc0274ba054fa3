// Turns what a person wrote into a design, or says in one line what is wrong with it.
import { z } from 'zod';
import { AuditError } from '../errors.ts';
import { Design } from './design.ts';
import { trialCount, variedFactors } from './layout.ts';
import type { StoppingPlan } from './protocol.ts';

/** More trials than this are a typing error: at 5 s each they would run for a week. */
export const MAX_TRIALS = 100_000;

/**
 * @throws AuditError `design`: unknown or missing field, level out of range, zero replicates, nothing varied, a factor that
 * another field overrules, or more
 * than {@link MAX_TRIALS} trials; the message names the field, what was expected and what came.
 */
export function checkDesign(input: unknown): Design {
  const parsed = Design.safeParse(input);
  if (!parsed.success)
    throw new AuditError('design', `the design is not usable: ${issuesOf(parsed.error, input)}`);
  const design = parsed.data;
  if (variedFactors(design.factors).length === 0)
    throw new AuditError(
      'design',
      'the design has one level in every factor, so there is nothing to compare; give at least one factor two levels',
    );
  const overruled = (['neurons', 'layers'] as const).find((name) => design.factors[name].length > 1);
  if (design.hidden.length > 0 && overruled !== undefined)
    throw new AuditError(
      'design',
      `the design varies ${overruled} and fixes the hidden widths (hidden: ${design.hidden.join(', ')}), which take its place; leave out one of the two`,
    );
  if (design.protocol.stop !== null) checkStop(design, design.protocol.stop);
  const trials = trialCount(design);
  if (trials > MAX_TRIALS)
    throw new AuditError(
      'design',
      `the design has ${trials.toLocaleString('en')} trials, at most ${MAX_TRIALS.toLocaleString('en')} can be run; take levels or replicates away`,
    );
  return design;
}

/** The rule compares two groups of equal size, replicate after replicate. */
function checkStop({ factors, replicates }: Design, { least_replicates }: StoppingPlan): void {
  const cells = trialCount({ factors, replicates: 1 });
  if (cells !== 2)
    throw new AuditError(
      'design',
      `protocol.stop: expected one factor with two levels, got ${cells} cells; leave the rule out or the other levels`,
    );
  if (replicates <= least_replicates)
    throw new AuditError(
      'design',
      `protocol.stop: expected more replicates than the ${least_replicates} before the first look, got ${replicates}; raise replicates, the most that will be run`,
    );
}

/** The first three issues, each with its path, in one line. */
function issuesOf(error: z.ZodError, input: unknown): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => {
      const path = issue.path.length ? issue.path.join('.') : 'the document';
      const came = issue.code === 'unrecognized_keys' ? '' : `, got ${shortly(valueAt(input, issue.path))}`;
      return `${path}: ${issue.message}${came}`;
    })
    .join('; ');
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );

function shortly(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
