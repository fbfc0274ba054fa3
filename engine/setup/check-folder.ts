// Checks that a folder can hold studies before one is created.
import { access, constants, mkdir } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AuditError, messageOf } from '../../core/errors.ts';

/** Creates the folder if necessary. @throws AuditError `input` when it is not writable. */
export async function checkFolder(dir: string): Promise<void> {
  if (!isAbsolute(dir))
    throw new AuditError(
      'input',
      `expected a folder with its full path, got ${dir}; choose it with the button`,
    );
  try {
    await mkdir(dir, { recursive: true });
    await access(dir, constants.W_OK);
  } catch (error) {
    throw new AuditError('input', `${dir} cannot hold studies (${messageOf(error)}); choose another folder`, {
      cause: error,
    });
  }
}
