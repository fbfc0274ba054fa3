// Tables for `analyze` and designs for `design`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bomb, device, holes, MB, pipe } from './bomb.ts';

const given = (
  name: string,
  file: string,
  args: (path: string) => readonly string[],
  make: (path: string, random: () => number) => void,
): Bomb => ({
  name,
  make(folder, random) {
    const path = join(folder, file);
    make(path, random);
    return { by: 'terminal', args: args(path) };
  },
});

const table = (name: string, make: (path: string, random: () => number) => void): Bomb =>
  given(name, 't.csv', (path) => ['analyze', path, '--response', 'y', '--factor', 'f'], make);
const design = (name: string, make: (path: string) => void): Bomb =>
  given(name, 'd.yaml', (path) => ['design', path], make);
const written = (name: string, text: string | (() => string)): Bomb =>
  design(name, (path) => writeFileSync(path, typeof text === 'string' ? text : text()));

const HEAD = 'f,y\n';
const DATA = 'data: {kind: synthetic, samples: 100, features: 4, classes: 2}\n';
/** Names that would colour, move, ring, reorder and begin lines. */
const HOSTILE = '\\e]0;title\\a\\e[2J\\e[31m\\n\\u202egnp\\x9b1A\\r\\b';
const factors = (count: number): string =>
  Array.from({ length: count }, (_, i) => `  f${i}: {a: {threads: 1}, b: {threads: 2}}\n`).join('');

export const TERMINAL_BOMBS: readonly Bomb[] = [
  table('analyze: one line, 2 GB of holes', (path) => holes(path, 2048)),
  table('analyze: a head and 2 GB of holes', (path) => holes(path, 2048, HEAD)),
  table('analyze: 2 GB of holes in UTF-16', (path) => holes(path, 2048, new Uint8Array([0xff, 0xfe]))),
  table('analyze: a quote that is never closed', (path) =>
    writeFileSync(path, `${HEAD}"${'a,1\n'.repeat(20 * MB)}`),
  ),
  table('analyze: two million rows', (path) => writeFileSync(path, HEAD + 'a,1\nb,2\n'.repeat(1e6))),
  table('analyze: levels of 900 kB', (path) =>
    writeFileSync(
      path,
      HEAD + Array.from({ length: 200 }, (_, i) => `${i}${'x'.repeat(900_000)},1\n`).join(''),
    ),
  ),
  table('analyze: half a million levels', (path, random) =>
    writeFileSync(path, HEAD + Array.from({ length: 500_000 }, (_, i) => `l${i},${random()}\n`).join('')),
  ),
  table('analyze: a million columns', (path) =>
    writeFileSync(path, `${'a,'.repeat(400_000)}f,y\n${'1,'.repeat(400_000)}a,1\n`),
  ),
  table('analyze: a table from a pipe', (path) => pipe(path)),
  table('analyze: a table from /dev/zero', (path) => device(path)),
  written(
    'design: aliases of aliases',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]\n`).join('')}`,
  ),
  written(
    'design: one long text a hundred times',
    () => `a: &a ${'x'.repeat(500_000)}\nb: [${Array(100).fill('*a').join(',')}]\n`,
  ),
  written('design: lists in lists', () => '['.repeat(400_000)),
  written(
    'design: 2^40 crossings',
    `name: a\nreplicates: 1\n${DATA}factors: {}\nuser_factors:\n${factors(40)}`,
  ),
  written(
    'design: 2^26 crossings, a fraction of them',
    `name: a\nreplicates: 1\n${DATA}factors: {}\nuser_factors:\n${factors(26)}fraction: {generators: [${Array.from({ length: 10 }, (_, i) => `f${i} = f10*f11`).join(', ')}], accept_resolution: 3}\n`,
  ),
  written(
    'design: half a million wrong levels',
    () => `name: a\nreplicates: 1\n${DATA}factors: {neurons: [${'x,'.repeat(400_000)}x]}\n`,
  ),
  written(
    'design: replicates without end',
    `name: a\nreplicates: 1e308\n${DATA}factors: {batch_size: [1, 2]}\n`,
  ),
  written(
    'design: names that act',
    `name: "${HOSTILE}"\nreplicates: 2\n${DATA}factors: {batch_size: [1, 2]}\nnotes: ["${HOSTILE}"]\n`,
  ),
  design('design: 8 GB of holes', (path) => holes(path, 8192)),
  design('design: from a pipe', (path) => pipe(path)),
  design('design: from /dev/zero', (path) => device(path)),
];
