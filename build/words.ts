// Arguments of the scripts in build/ and test/: prints usage on --help, and refuses unknown ones with exit code 2.
import { parseArgs } from 'node:util';

export interface Words {
  /** Usage line, then a description. */
  readonly usage: string;
  /** Fewest arguments; 0 by default. */
  readonly least?: number;
  /** Most arguments; 0 by default. */
  readonly most?: number;
}

/** Returns the arguments. Exits on --help (code 0) and on wrong arguments (code 2), so call it first. */
export function readWords({ usage, least = 0, most = 0 }: Words): string[] {
  let given: { readonly values: { readonly help?: boolean }; readonly positionals: string[] };
  try {
    given = parseArgs({ options: { help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
  } catch (error) {
    return refuse(error instanceof Error ? firstSentence(error.message) : String(error), usage);
  }
  if (given.values.help) {
    process.stdout.write(`usage: ${usage}\n`);
    process.exit(0);
  }
  const count = given.positionals.length;
  if (count >= least && count <= most) return given.positionals;
  const range = least === most ? `${least}` : most === Infinity ? `${least} or more` : `${least} to ${most}`;
  return refuse(`expected ${range} ${range === '1' ? 'word' : 'words'}, got ${count}`, usage);
}

/** The same for a script whose arguments are all numbers. */
export function readNumbers(words: Words): number[] {
  return readWords(words).map((word) => {
    const value = Number(word);
    return word.trim() === '' || !Number.isFinite(value)
      ? refuse(`expected a number, got ${word}`, words.usage)
      : value;
  });
}

function refuse(problem: string, usage: string): never {
  process.stderr.write(`${problem}; usage: ${usage.split('\n')[0]}\n`);
  process.exit(2);
}

const firstSentence = (message: string): string => message.split('. ')[0] ?? message;
