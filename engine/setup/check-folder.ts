// Checks that a folder can hold studies before one is created.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { AuditError, messageOf } from '../../core/errors.ts';

/** Creates the folder if necessary. @throws AuditError `input` when it is not writable. */
export function checkFolder(dir: string): void {
  if (!isAbsolute(dir))
    throw new AuditError(
      'input',
      `expected a folder with its full path, got ${dir}; choose it with the button`,
    );
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new AuditError('input', `${dir} cannot hold studies (${messageOf(error)}); choose another folder`, {
      cause: error,
    });
  }
}
