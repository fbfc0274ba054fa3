// The shape of a bomb, and the parts that many are made of.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { DataConfig } from '../../../core/trainer-protocol.ts';

/** Given to the trainer as data, or to the terminal program as arguments. */
export type Lit =
  | { readonly by: 'trainer'; readonly data: DataConfig }
  | { readonly by: 'terminal'; readonly args: readonly string[] };

export interface Bomb {
  readonly name: string;
  /** Builds it in an empty folder. `random` gives numbers in [0, 1). */
  make(folder: string, random: () => number): Lit;
}

export const MB = 2 ** 20;

/** A file of nothing, `mb` megabytes by its size and almost none on the disk; `head` is written first. */
export function holes(path: string, mb: number, head: string | Uint8Array = ''): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, head);
  truncateSync(path, mb * MB);
}

export function pipe(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  execFileSync('mkfifo', [path]);
}

export function device(path: string, name = 'zero'): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(`/dev/${name}`, path);
}

/** A gzip file that unpacks to `head` and then `times` times to 16 MB of `filling`. */
export function packed(head: Uint8Array, filling: string, times: number): Buffer {
  const block = gzipSync(Buffer.alloc(16 * MB, filling), { level: 9 });
  return Buffer.concat([gzipSync(head), ...Array<Buffer>(times).fill(block)]);
}

/** A zlib stream that unpacks to `times` times 16 MB of zeros; its checksum is wrong. */
export function endlessZlib(times: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(16 * MB), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const last = Buffer.from([3, 0, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array<Buffer>(times).fill(block), last]);
}

/** Head of an IDX file: bytes in as many dimensions as there are sizes. */
export function idxHead(...sizes: readonly number[]): Buffer {
  const head = Buffer.alloc(4 + 4 * sizes.length);
  head.set([0, 0, 8, sizes.length]);
  sizes.forEach((size, at) => head.writeUInt32BE(size, 4 + 4 * at));
  return head;
}

/** The four files of a small, good set, some of them replaced or left to the caller (null). */
export function idxFolder(folder: string, changes: Readonly<Record<string, Uint8Array | null>> = {}): Lit {
  const good: Record<string, Uint8Array> = {};
  for (const half of ['train', 't10k']) {
    good[`${half}-images-idx3-ubyte`] = Buffer.concat([idxHead(4, 2, 2), Buffer.alloc(16, 7)]);
    good[`${half}-labels-idx1-ubyte`] = Buffer.concat([idxHead(4), Buffer.from([0, 1, 0, 1])]);
  }
  for (const [name, bytes] of Object.entries({ ...good, ...changes }))
    if (bytes !== null) writeFileSync(join(folder, name), bytes);
  return { by: 'trainer', data: DataConfig.parse({ kind: 'idx', path: folder }) };
}

export const csvData = (path: string): Lit => ({
  by: 'trainer',
  data: DataConfig.parse({ kind: 'csv', path, label: 'y' }),
});
