// Whether a folder can take studies, found out before one is made.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { AuditError, messageOf } from '../../core/errors.ts';

/** Makes the folder where it is not there. @throws AuditError `input` when nothing can be written there. */
export function checkFolder(dir: string): void {
  if (!isAbsolute(dir))
    throw new AuditError(
      'input',
      `expected a folder with its whole path, got ${dir}; choose it with the button`,
    );
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new AuditError('input', `${dir} cannot take studies (${messageOf(error)}); choose another folder`, {
      cause: error,
    });
  }
}
