// Fingerprints of files that a study depends on, to notice later that they are others. Read without blocking.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Design } from '../../core/design/design.ts';

/** Contents are read up to this many bytes in all; after that names and sizes must do. */
const MOST_READ_B = 64 * 2 ** 20;
const MOST_FILES = 100_000;

/** SHA-256 of a regular file; null for anything else, or one that cannot be read. */
export async function fileSha256(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isFile()) return null;
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path)) hash.update(piece);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/** Of names, sizes and contents of the files of a data set; null for data without files, and where they cannot be read. */
export async function dataSha256(data: Design['data']): Promise<string | null> {
  if (data.kind === 'synthetic') return null;
  try {
    const hash = createHash('sha256');
    let left_b = MOST_READ_B;
    for (const path of await filesAt(data.path)) {
      const { size } = await stat(path);
      hash.update(`${relative(data.path, path)} ${size}\n`);
      if (size > left_b) continue;
      left_b -= size;
      for await (const piece of createReadStream(path)) hash.update(piece);
    }
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/** True when the data of a design need no files, or their file or folder is there. */
export async function hasData(data: Design['data']): Promise<boolean> {
  if (data.kind === 'synthetic') return true;
  const found = await stat(data.path).catch(() => null);
  return found !== null && (found.isFile() || found.isDirectory());
}

/** The file itself, or the regular files in the folder and below, in the order of their names. */
async function filesAt(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .slice(0, MOST_FILES);
}
