// What a command of the terminal is, and how its words are read.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { AuditError, messageOf } from '../core/errors.ts';

export interface Command {
  readonly name: string;
  /** How it is called, without `wattproof`. */
  readonly usage: string;
  readonly purpose: string;
  /** Option and what it does, one line each. */
  readonly options: readonly (readonly [string, string])[];
  /** Answers the exit code. */
  run(argv: readonly string[]): Promise<number>;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** @throws AuditError `usage` for an unknown option, a missing value, or words where none belong. */
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

/** A number option; undefined when it was not given. */
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

/** @throws AuditError `usage` when words stand where none belong. */
export function noPositionals(positionals: readonly string[], command: Pick<Command, 'usage'>): void {
  if (positionals.length > 0)
    throw new AuditError('usage', `unexpected ${positionals.join(' ')}; usage: wattproof ${command.usage}`);
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The options that were given: what was left out has no key, so that defaults apply. */
export const withoutUndefined = <T extends object>(options: T): Given<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<T>;
