// Writes a file atomically: its path holds either the old content or all of the new, never half.
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AuditError, messageOf } from '../../core/errors.ts';

/**
 * @param what names the content in an error message
 * @throws AuditError `study` when the path cannot be written; an older file there is kept.
 */
export async function writeWhole(out_path: string, content: string | Buffer, what: string): Promise<void> {
  const part = join(dirname(out_path), `.${basename(out_path)}.${randomUUID()}.part`);
  try {
    const file = await open(part, 'wx');
    try {
      await file.writeFile(content, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, out_path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw new AuditError(
      'study',
      `${what} cannot be written to ${out_path}: ${messageOf(error)}; choose another folder`,
      {
        cause: error,
      },
    );
  }
}
