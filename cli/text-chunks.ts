// Reads a text file in pieces, so that a table of a million rows is never in memory as a whole.
import { closeSync, openSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import { AuditError, messageOf } from '../core/errors.ts';
import { regularSize } from '../engine/setup/regular-file.ts';

const CHUNK_BYTES = 1 << 20;

/**
 * The text of `path`: UTF-8, or UTF-16 when a byte-order mark says so. `what` names the expected file in an error.
 * @throws AuditError `input` when the file cannot be read.
 */
export function* textChunks(path: string, what: string): Generator<string> {
  let file: number | null = null;
  try {
    regularSize(path);
    file = openSync(path, 'r');
    const bytes = Buffer.allocUnsafe(CHUNK_BYTES);
    let decoder: TextDecoder | null = null;
    for (;;) {
      const length = readSync(file, bytes, 0, CHUNK_BYTES, null);
      if (length === 0) break;
      decoder ??= new TextDecoder(encodingOf(bytes.subarray(0, length)));
      yield decoder.decode(bytes.subarray(0, length), { stream: true });
    }
    yield decoder?.decode() ?? '';
  } catch (error) {
    if (error instanceof AuditError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : messageOf(error);
    throw new AuditError('input', `cannot read ${path}: ${reason}; expected ${what}`, { cause: error });
  } finally {
    if (file !== null) closeSync(file);
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
