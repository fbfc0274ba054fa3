// Opens a folder of studies in the file manager, and nothing else: the system would start a program given in its place.
import { mkdir, stat } from 'node:fs/promises';
import { shell } from 'electron';
import { AuditError } from '../core/errors.ts';

/**
 * @param dir the folder for new studies, from the settings
 * @throws AuditError `input` for something that is not a folder, or that the system does not show
 */
export async function openStudiesFolder(dir: string): Promise<void> {
  const fail = (why: string): AuditError =>
    new AuditError('input', `${dir} cannot be shown (${why}); choose another folder in the settings`);
  await mkdir(dir, { recursive: true }).catch(() => {});
  const found = await stat(dir).catch(() => null);
  if (found === null || !found.isDirectory()) throw fail('it is not a folder');
  const problem = await shell.openPath(dir);
  if (problem !== '') throw fail(problem);
}
