// IDX files and tables for the trainer.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataConfig } from '../../../core/trainer-protocol.ts';
import { type Bomb, csvData, device, holes, idxFolder, idxHead, MB, packed, pipe } from './bomb.ts';

const IMAGES = 'train-images-idx3-ubyte';
const LABELS = 'train-labels-idx1-ubyte';

/** A set whose training images are made by `make` at their path. */
const images = (name: string, make: (path: string) => void, ending = ''): Bomb => ({
  name,
  make(folder) {
    const lit = idxFolder(folder, { [IMAGES]: null });
    make(join(folder, IMAGES + ending));
    return lit;
  },
});

/** A table made by `make` at its path. */
const table = (name: string, make: (path: string, random: () => number) => void, ending = ''): Bomb => ({
  name,
  make(folder, random) {
    const path = join(folder, `t.csv${ending}`);
    make(path, random);
    return csvData(path);
  },
});

const HEAD = 'a,b,y\n';

export const DATA_BOMBS: readonly Bomb[] = [
  images(
    'images.gz with an honest head and 3 GB of zeros',
    (path) => writeFileSync(path, packed(idxHead(3072, 1024, 1024), '\0', 192)),
    '.gz',
  ),
  images(
    'images.gz with a small head and 3 GB behind it',
    (path) => writeFileSync(path, packed(idxHead(4, 2, 2), '\0', 192)),
    '.gz',
  ),
  images(
    'images.gz that is plain and full of holes',
    (path) => holes(path, 8192, idxHead(8191, 1024, 1024)),
    '.gz',
  ),
  images('images of 8 GB of holes with an honest head', (path) =>
    holes(path, 8192, idxHead(8191, 1024, 1024)),
  ),
  images('images of 8 GB of holes without a head', (path) => holes(path, 8192)),
  images('images whose head claims 2^96 bytes', (path) =>
    writeFileSync(path, idxHead(2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1)),
  ),
  images('images whose head claims 4 GB', (path) => writeFileSync(path, idxHead(4096, 1024, 1024))),
  images('images from a pipe', (path) => pipe(path)),
  images('images from /dev/zero', (path) => device(path)),
  images('images from /dev/urandom', (path) => device(path, 'urandom'), '.gz'),
  images('images from the memory of the kernel', (path) => device(path, '../proc/kcore')),
  {
    name: 'labels.gz of 3 GB',
    make(folder) {
      const lit = idxFolder(folder, { [LABELS]: null });
      writeFileSync(join(folder, `${LABELS}.gz`), packed(idxHead(3072 * MB), '\x01', 192));
      return lit;
    },
  },
  table('a table of one line, 2 GB of holes', (path) => holes(path, 2048)),
  table('a table with a head and 2 GB of holes', (path) => holes(path, 2048, HEAD)),
  table(
    'a table.gz of 3 GB of rows',
    (path) => writeFileSync(path, packed(Buffer.from(HEAD), '1,2,0\n1,2,1\n', 192)),
    '.gz',
  ),
  table(
    'a table.gz of one line of 3 GB',
    (path) => writeFileSync(path, packed(Buffer.from(HEAD), '1', 192)),
    '.gz',
  ),
  table('a table with a line of 60 MB', (path) => writeFileSync(path, `${HEAD}${'1'.repeat(60 * MB)}\n`)),
  table('a table whose quote is never closed', (path) =>
    writeFileSync(path, `${HEAD}"${'1\n'.repeat(20 * MB)}`),
  ),
  table('a table with a million columns', (path) =>
    writeFileSync(path, `${'a,'.repeat(1e6)}y\n${'1,'.repeat(1e6)}0\n`),
  ),
  {
    name: 'a table with half a million classes',
    make(folder, random) {
      const path = join(folder, 't.csv');
      const rows = Array.from({ length: 500_000 }, (_, row) => `${random()},1,c${row}\n`);
      writeFileSync(path, HEAD + rows.join(''));
      return { by: 'trainer', data: DataConfig.parse({ kind: 'csv', path, label: 'y', train_limit: 64 }) };
    },
  },
  table('a table from a pipe', (path) => pipe(path)),
  table('a table from /dev/zero', (path) => device(path)),
];
