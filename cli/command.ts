// The shape of a terminal command, and the parsing of its arguments.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { AuditError, messageOf } from '../core/errors.ts';

export interface Command {
  readonly name: string;
  /** The call without the leading `wattproof`. */
  readonly usage: string;
  readonly purpose: string;
  /** Options, each with one line of explanation. */
  readonly options: readonly (readonly [string, string])[];
  /** Resolves to the exit code. */
  run(argv: readonly string[]): Promise<number>;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Parses the arguments. @throws AuditError `usage` for an unknown option or a missing value. */
export function readWords<T extends Options>(
  argv: readonly string[],
  options: T,
  command: Pick<Command, 'name' | 'usage'>,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    // node's own sentence goes on with advice about escaping that only confuses here
    const [first] = messageOf(error).split('. To specify');
    throw new AuditError('usage', `${first?.replace(/\.$/, '')}; usage: wattproof ${command.usage}`);
  }
}

/** The one positional a command takes. */
export function onePositional(
  positionals: readonly string[],
  what: string,
  command: Pick<Command, 'usage'>,
): string {
  const [first, second] = positionals;
  if (first === undefined)
    throw new AuditError('usage', `expected ${what}, got nothing; usage: wattproof ${command.usage}`);
  if (second !== undefined)
    throw new AuditError(
      'usage',
      `expected one ${what}, got also ${second}; usage: wattproof ${command.usage}`,
    );
  return first;
}

/** A number option; undefined when absent. */
export function numberOption(
  text: string | undefined,
  name: string,
  range: { readonly min: number; readonly max: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= range.min && value <= range.max))
    throw new AuditError(
      'usage',
      `--${name} expects a number from ${range.min} to ${range.max}, got ${text || 'nothing'}`,
    );
  return value;
}

/** @throws AuditError `usage` when there is a positional argument. */
export function noPositionals(positionals: readonly string[], command: Pick<Command, 'usage'>): void {
  if (positionals.length > 0)
    throw new AuditError('usage', `unexpected ${positionals.join(' ')}; usage: wattproof ${command.usage}`);
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Drops the keys of absent options, so that defaults apply. */
export const withoutUndefined = <T extends object>(options: T): Given<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<T>;
