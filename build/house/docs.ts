// Checks the documentation against the tree: every path, script, command and option it names must exist.
import path from 'node:path';
import { type Mention, mentionsOf } from './mentions.ts';

/** A command of the terminal program, with the names of its options. */
export interface KnownCommand {
  readonly name: string;
  /** In the form of its help: `--out STUDY`. */
  readonly options: readonly (readonly [string, string])[];
}

export interface House {
  readonly files: readonly string[];
  /** Names of the scripts in package.json. */
  readonly scripts: readonly string[];
  readonly commands: readonly KnownCommand[];
}

/** Folders at the root that a build creates: their content is not in the tree. */
const MADE = ['dist', 'out', '.cache', 'node_modules', 'test-results'];
const SOURCE = /^[\w.*-]+\.(ts|tsx|sh|cpp|h|c|cu|py|R|yml|mjs|cjs)$/;
const PATH = /^\.{0,2}[\w.*@-]+(\/[\w.*@-]+)*\/?$/;
/** Options of other programs that the pages name without a command. */
const OTHER_OPTIONS = ['--group-add'];
const EVERYWHERE = ['--json', '--help'];

/** One line for each thing that `page` names but does not exist. */
export function missingIn(page: string, markdown: string, house: House): string[] {
  return mentionsOf(markdown).flatMap((mention) =>
    problemsOf(page, mention, house).map((problem) => `${page}:${mention.line}: ${problem}`),
  );
}

function problemsOf(page: string, { kind, text }: Mention, house: House): string[] {
  if (kind === 'link') return linkProblem(page, text, house);
  const words = text.split(/\s+/);
  if (kind === 'command' || words.length > 1) return commandProblems(words, house);
  if (/^--[a-z-]+$/.test(text)) return loneOption(text, house);
  if (/^(bench|test):[a-z]+$/.test(text)) return script(text, house);
  return pathProblem(text, house);
}

function linkProblem(page: string, to: string, { files }: House): string[] {
  if (/^([a-z]+:|#)/.test(to)) return [];
  const target = path.posix.join(path.posix.dirname(page), to.replace(/#.*$/, ''));
  return exists(target, files) ? [] : [`a link to ${target}, which is not there`];
}

function pathProblem(text: string, { files }: House): string[] {
  const [named = ''] = text.split(/: ?/);
  if (!PATH.test(named)) return [];
  const [first = ''] = named.split('/');
  if (MADE.includes(first)) return [];
  const from_root = named.includes('/') && files.some((file) => file.startsWith(`${first}/`));
  if (from_root && exists(named, files)) return [];
  // A table may name what lies in a folder of its own: `layers/rules.ts`, `rapl/`, `bundle.ts`.
  const short = named.endsWith('/') || SOURCE.test(path.posix.basename(named));
  if (!from_root && !short) return [];
  return exists(`**/${named}`, files) && !(from_root && named.split('/').length > 2)
    ? []
    : [`${named}, which is not there`];
}

/** True for a file or folder. `*` stands for a part of a name, a leading `**` for any folder. */
function exists(named: string, files: readonly string[]): boolean {
  const escaped = named
    .replace(/^\*\*\//, '')
    .replace(/\/$/, '')
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*');
  const pattern = new RegExp(`^${named.startsWith('**/') ? '(.*/)?' : ''}${escaped}(/|$)`);
  return named === '.' || files.some((file) => pattern.test(file));
}

function commandProblems(words: readonly string[], house: House): string[] {
  const [program = '', ...rest] = words;
  if (program === 'npm') return npmProblems(rest, house);
  if (program === 'wattproof') return wattproofProblems(rest, house);
  if (house.commands.some(({ name }) => name === program)) return wattproofProblems(words, house);
  if (program !== 'node' && program !== 'bash' && program !== 'npx') return [];
  return rest.filter((word) => word.includes('/')).flatMap((word) => pathProblem(word, house));
}

function npmProblems(words: readonly string[], house: House): string[] {
  const own = words.slice(0, words.includes('--') ? words.indexOf('--') : undefined);
  const [verb = '', name = ''] = own.filter((word) => !word.startsWith('-'));
  if (verb === 'start' || verb === 'test') return script(verb, house);
  if (verb !== 'run') return [];
  const passed = words.slice(own.length + 1);
  return name === 'wattproof' ? wattproofProblems(passed, house) : script(name, house);
}

const script = (name: string, { scripts }: House): string[] =>
  scripts.includes(name) ? [] : [`the script ${name}, which package.json does not have`];

function wattproofProblems(words: readonly string[], { commands }: House): string[] {
  const [name = '', ...rest] = words;
  if (name === '' || name.startsWith('-')) return [];
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return [`wattproof ${name}, which is no command`];
  const own = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined);
  const known = [...optionsOf(command), ...EVERYWHERE];
  return own
    .filter((word) => /^--[a-z]/.test(word) && !known.includes(word.replace(/=.*$/, '')))
    .map((word) => `wattproof ${name} ${word}, which is no option of it`);
}

const optionsOf = ({ options }: KnownCommand): string[] =>
  options.flatMap(([left]) => left.match(/--[a-z][a-z-]*/g) ?? []);

const loneOption = (option: string, { commands }: House): string[] =>
  [...OTHER_OPTIONS, ...EVERYWHERE, ...commands.flatMap(optionsOf)].includes(option)
    ? []
    : [`${option}, which no command has`];
