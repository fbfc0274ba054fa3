// Reads a design from the file a person wrote: YAML, and JSON, which is YAML too.
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { checkWrittenDesign } from '../../core/design/check.ts';
import type { Design } from '../../core/design/design.ts';
import { AuditError, messageOf } from '../../core/errors.ts';

/** A design is a page; what is longer is another kind of file. */
const MOST_CHARACTERS = 1_000_000;
/** Repetitions by `*name`; more of them are an attack on the memory. */
const MOST_ALIASES = 50;

/** @throws AuditError `input` when the file is absent or no YAML, `design` when it is not a usable design; with line and column. */
export function loadDesign(path: string): Design {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new AuditError('input', `cannot read the design ${path}: ${reason}`, { cause: error });
  }
  return parseDesign(text, path);
}

/** @throws as {@link loadDesign}; `name` is what the messages call the text */
function parseDesign(text: string, name: string): Design {
  if (text.length > MOST_CHARACTERS)
    throw new AuditError('input', `${name} is too long for a design (${text.length} characters)`);
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return ` (line ${line}, column ${col})`;
  };
  const [wrong] = document.errors;
  if (wrong)
    throw new AuditError(
      'input',
      `${name} is neither YAML nor JSON: ${wrong.message}${at(wrong.pos[0])}; a design is one list of fields`,
    );
  let input: unknown;
  try {
    input = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw new AuditError('input', `${name} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return checkWrittenDesign(input, (path) => {
    // Of what is missing nothing is said but where it belongs.
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) return at(range[0]);
    }
    return '';
  });
}
