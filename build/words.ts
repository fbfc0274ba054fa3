// Arguments of the scripts in build/ and test/: prints usage on --help, and refuses unknown ones with exit code 2.
import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface Words {
  /** Usage line, then a description. */
  readonly usage: string;
  /** Fewest arguments; 0 by default. */
  readonly least?: number;
  /** Most arguments; 0 by default. */
  readonly most?: number;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** The values of `options`, each absent unless it was given, and the other words. */
export interface WordsGiven<O extends Options> {
  readonly values: {
    readonly [name in keyof O]?: (O[name]['type'] extends 'boolean' ? boolean : string) | undefined;
  };
  readonly positionals: string[];
  readonly usage: string;
}

/** Returns the arguments. Exits on --help (code 0) and on wrong arguments (code 2), so call it first. */
export const readWords = (words: Words): string[] => readOptions({ ...words, options: {} }).positionals;

/** The same for a script with options of its own. */
export function readOptions<O extends Options>({
  usage,
  options,
  least = 0,
  most = 0,
}: Words & { readonly options: O }): WordsGiven<O> {
  let given: { readonly values: { readonly help?: unknown }; readonly positionals: string[] };
  try {
    given = parseArgs({
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    return refuseWords(error instanceof Error ? firstSentence(error.message) : String(error), usage);
  }
  if (given.values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    process.exit(0);
  }
  const { values, positionals } = given;
  const count = positionals.length;
  if (count >= least && count <= most)
    return { values: values as WordsGiven<O>['values'], positionals, usage };
  const range = least === most ? `${least}` : most === Infinity ? `${least} or more` : `${least} to ${most}`;
  return refuseWords(`expected ${range} ${range === '1' ? 'word' : 'words'}, got ${count}`, usage);
}

/** The same for a script whose arguments are all numbers. */
export function readNumbers(words: Words): number[] {
  return readWords(words).map((word) => {
    const value = Number(word);
    return word.trim() === '' || !Number.isFinite(value)
      ? refuseWords(`expected a number, got ${word}`, words.usage)
      : value;
  });
}

/** Ends the script with one line and exit code 2. */
export function refuseWords(problem: string, usage: string): never {
  process.stderr.write(`${problem}; usage: ${usage.split('\n')[0]}\n`);
  process.exit(2);
}

const firstSentence = (message: string): string => message.split('. ')[0] ?? message;
