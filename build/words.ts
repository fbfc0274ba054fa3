// The words a script of build/ or test/ is started with: usage on --help, exit code 2 and one line for any it does not know.
import { parseArgs } from 'node:util';

export interface Words {
  /** How the script is called, then what it does. */
  readonly usage: string;
  /** How many words it needs at least; 0 by default. */
  readonly least?: number;
  /** How many words it takes at most; 0 by default. */
  readonly most?: number;
}

/** The script's words. Ends the process on --help (exit code 0) and on a wrong call (exit code 2): call it first. */
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

/** The same for a script whose words are all numbers. */
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
