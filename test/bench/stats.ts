// `npm run bench:stats [-- ROUNDS]`: how long a study of four factors takes, 10,000 rows and a million, beside R's aov and TukeyHSD.
// Every round runs all programs in turn on the same file, each in a process of its own; the table gives median (quartiles).
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readNumbers } from '../../build/words.ts';
import { percentile } from './lateness.ts';
import type { StatsRound } from './stats-child.ts';

const USAGE = `npm run bench:stats [-- ROUNDS]
Analyses studies of 10,000 and a million rows, beside R; ROUNDS is 7 by default.`;
const [rounds = 7] = readNumbers({ usage: USAGE, most: 1 });
const SIZES = [10_000, 1_000_000];
const FACTORS = {
  precision: ['fp32', 'bf16_mixed'],
  batch_size: ['32', '128', '512'],
  optimizer: ['adam', 'sgd'],
  width: ['256', '512', '1024'],
};

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const PRODUCT = here('../../dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'wattproof-bench-'));

/** Rows in random order, effects of all factors, normal scatter to the millijoule: Numerical Recipes' generator, so that every run has the same. */
function writeStudy(path: string, rows: number): void {
  let state = 1979;
  const uniform01 = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const file = openSync(path, 'w');
  writeSync(file, `run,${Object.keys(FACTORS).join()},energy_j\n`);
  for (let begin = 0; begin < rows; begin += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, rows - begin) }, (_, i) => {
      const codes = Object.values(FACTORS).map((levels) => Math.floor(uniform01() * levels.length));
      const levels = Object.values(FACTORS).map((names, f) => names[codes[f] as number]);
      const [p = 0, b = 0, o = 0, w = 0] = codes;
      const normal = Math.sqrt(-2 * Math.log(uniform01())) * Math.cos(2 * Math.PI * uniform01());
      const energy_j = 5000 - 300 * p - 200 * b + 40 * o + 700 * w - 60 * p * w + 90 * normal;
      return `${begin + i + 1},${levels.join()},${energy_j.toFixed(3)}\n`;
    });
    writeSync(file, lines.join(''));
  }
  closeSync(file);
}

/** Wall time of a program from its start to its end, and what it wrote. */
function run(program: string, args: readonly string[]): { readonly wall_ms: number; readonly said: string } {
  const begin_ms = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, WATTPROOF_DATA_DIR: folder },
  });
  if (error || status !== 0) throw new Error(`${program} ${args[0]}: ${error?.message ?? stderr}`);
  return { wall_ms: performance.now() - begin_ms, said: stdout };
}

const has_r = spawnSync('Rscript', ['--version']).status === 0;

function roundOf(path: string): Record<string, number> {
  const asked = Object.keys(FACTORS).flatMap((name) => ['--factor', name]);
  const ours = run(process.execPath, [
    PRODUCT,
    'analyze',
    path,
    '--response',
    'energy_j',
    ...asked,
    '--json',
  ]);
  const parts = JSON.parse(run(process.execPath, [here('./stats-child.ts'), path]).said) as StatsRound;
  const figures = {
    'wattproof: read, ms': parts.read_ms,
    'wattproof: analysis, ms': parts.analyse_ms,
    'wattproof: analysis once compiled, ms': parts.again_ms,
    'wattproof analyze, the whole command, ms': ours.wall_ms,
  };
  if (!has_r) return figures;
  const r = run('Rscript', [here('./stats.R'), path]);
  const { read_s, analyse_s } = JSON.parse(r.said) as { read_s: number; analyse_s: number };
  return {
    ...figures,
    'R: read.csv, ms': 1000 * read_s,
    'R: aov + TukeyHSD, ms': 1000 * analyse_s,
    'Rscript, the whole command, ms': r.wall_ms,
    'R / wattproof: read': (1000 * read_s) / parts.read_ms,
    'R / wattproof: analysis': (1000 * analyse_s) / parts.analyse_ms,
    'R / wattproof: the whole command': r.wall_ms / ours.wall_ms,
  };
}

const told = (values: readonly number[], digits: number): string => {
  const at = (p: number): string => percentile(values, p)?.toFixed(digits) ?? 'not measured';
  return `${at(0.5)} (${at(0.25)}-${at(0.75)})`;
};

try {
  process.stdout.write(
    `${rounds} rounds, node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}; load before: ${loadavg()[0]?.toFixed(2)}\n`,
  );
  if (!has_r) process.stdout.write('Rscript is not installed: no comparison.\n');
  const by_size = SIZES.map((rows) => {
    const path = join(folder, `${rows}.csv`);
    writeStudy(path, rows);
    return Array.from({ length: rounds }, (_, round) => {
      const figures = roundOf(path);
      process.stderr.write(`${rows} rows, round ${round + 1}: ${JSON.stringify(figures)}\n`);
      return figures;
    });
  });
  process.stdout.write(
    `| | ${SIZES.map((rows) => `${rows} rows`).join(' | ')} |\n|---|${'---|'.repeat(SIZES.length)}\n`,
  );
  for (const name of Object.keys(by_size[0]?.[0] ?? {})) {
    const cells = by_size.map((all) =>
      told(
        all.map((figures) => figures[name] as number),
        name.includes('/') ? 2 : 0,
      ),
    );
    process.stdout.write(`| ${name} | ${cells.join(' | ')} |\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
