// Reads a design from the file a person wrote.
import { readFileSync } from 'node:fs';
import { checkDesign } from '../core/design/check.ts';
import type { Design } from '../core/design/design.ts';
import { AuditError, messageOf } from '../core/errors.ts';

/** @throws AuditError `input` when the file is absent or not JSON, `design` when it is not a usable design. */
export function loadDesign(path: string): Design {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new AuditError('input', `cannot read the design ${path}: ${reason}`, { cause: error });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new AuditError('input', `${path} is not JSON: ${messageOf(error)}; a design is one JSON object`, {
      cause: error,
    });
  }
  return checkDesign(parsed);
}
