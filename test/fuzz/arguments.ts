// Damaged arguments of the terminal program: every command answers in one line or does its work. Nothing is run, repaired
// or written outside an empty folder: no word names a program, and those that ask for rights are left out.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answer } from '../../cli/program.ts';
import { AuditError } from '../../core/errors.ts';
import type { Attack } from '../crash/attack.ts';
import { below, pick } from './damage.ts';
import { type FuzzTarget, fuzzing } from './target.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const STUDY = 'first-try.wattproof';
const CALLS: readonly (readonly string[])[] = [
  ['doctor', '--no-probe', '--json'],
  ['design', 'first-try.yaml', '--json'],
  ['forecast', 'first-try.yaml', '--study', STUDY, '--json'],
  ['run', 'first-try.yaml', '--hz', '10', '--region', 'FR', '--pue', '1.2', '--no-report'],
  ['record', '--idle', '1', '--hz', '5', '--', './no-such-program', '--x'],
  ['analyze', STUDY, '--alpha', '0.01', '--target', 'accuracy=0.9', '--json'],
  ['analyze', 'first-try.csv', '--response', 'energy_cpu_j', '--factor', 'batch_size', '--margin', '5'],
  ['power', '--effect', '0.5', '--power', '0.8', '--groups', '2', '--json'],
  ['report', STUDY, '--out', 'report.html'],
  ['settings', '--region', 'DE', '--pue', '1.1', '--json'],
];
const WORDS = [
  '',
  '-',
  '--',
  '-1',
  '0',
  '1e999',
  'NaN',
  '∞',
  '=',
  '--json=1',
  '--out',
  '--study',
  '\u001b[31m',
  '\u202e',
  'é😀',
  '__proto__',
  'x'.repeat(5000),
  'a\nb',
  '\ud800',
];
/** Lines end, and nothing else acts on the terminal. */
const ACTIVE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const RIGHTS = /^--(fix|yes|self-audit|idle|probe-seconds)/;

export const target: FuzzTarget<readonly string[]> = {
  make(random) {
    let words = [...pick(random, CALLS)];
    for (let changes = 1 + below(random, 4); changes > 0; changes--) {
      const at = below(random, words.length + 1);
      const [before, after] = [words.slice(0, at), words.slice(at)];
      const other = random() < 0.5 ? pick(random, WORDS) : pick(random, pick(random, CALLS));
      const kind = below(random, 4);
      if (kind === 0) words = [...before, other, ...after];
      else if (kind === 1) words = [...before, ...after.slice(1)];
      else if (kind === 2) words = [...before, other, ...after.slice(1)];
      else words = [...before, ...after.slice(0, 1), ...after];
    }
    return words.filter((word) => !RIGHTS.test(word));
  },
  async feed(words) {
    prepare();
    const [said, code] = await quietly(() => answer(words));
    if (![0, 1, 2].includes(code)) throw new Error(`exit code ${code} for ${JSON.stringify(words)}`);
    if (ACTIVE.test(said)) throw new Error(`active characters in ${JSON.stringify(said)}`);
    const line = said.split('\n').find((one) => one.startsWith('wattproof: '));
    if (code !== 0 && line !== undefined) throw new AuditError('usage', line);
  },
};

let is_prepared = false;
function prepare(): void {
  if (is_prepared) return;
  is_prepared = true;
  for (const file of [STUDY, 'first-try.csv']) copyFileSync(join(examples, file), file);
  copyFileSync(join(examples, 'designs', 'first-try.yaml'), 'first-try.yaml');
  for (const name of ['POWERCAP_ROOT', 'EVENT_SOURCE_ROOT', 'NVML_LIBRARY', 'TRAINER'])
    process.env[`WATTPROOF_${name}`] = join(process.cwd(), 'no-such-file');
  process.env['WATTPROOF_DATA_DIR'] = join(process.cwd(), 'data');
}

/** What the call wrote on stderr, and its exit code. */
async function quietly(call: () => Promise<number>): Promise<[string, number]> {
  let said = '';
  const { stdout, stderr } = process;
  const [write_out, write_err] = [stdout.write, stderr.write];
  stdout.write = () => true;
  stderr.write = (chunk: string | Uint8Array) => {
    said += String(chunk);
    return true;
  };
  try {
    const code = await call();
    return [said, code];
  } finally {
    stdout.write = write_out;
    stderr.write = write_err;
  }
}

/** Relative paths end in an empty folder. */
export const attack: Attack = async (options) => {
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-fuzz-'));
  process.chdir(folder);
  try {
    return await fuzzing(import.meta.url)(options);
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
};
