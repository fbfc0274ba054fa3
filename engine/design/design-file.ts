// Reads a hand-written design file in YAML, which includes JSON.
import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { checkWrittenDesign } from '../../core/design/check.ts';
import type { Design } from '../../core/design/design.ts';
import { AuditError, messageOf } from '../../core/errors.ts';
import { regularSize } from '../setup/regular-file.ts';

/** A design fits on a page; anything longer is another kind of file. */
const MOST_CHARACTERS = 1_000_000;
/** Most bytes that so many characters take. */
const MOST_BYTES = 4 * MOST_CHARACTERS;
/** Most repetitions by `*name`; more would be an attack on memory. */
const MOST_ALIASES = 50;

/** @throws AuditError `input` when the file is absent or not YAML, `design` for an unusable design; with line and column. */
export function loadDesign(path: string): Design {
  let text: string;
  try {
    const size = regularSize(path);
    if (size > MOST_BYTES)
      throw new Error(`expected at most ${MOST_BYTES / 1e6} MB, it has ${Math.round(size / 1e6)} MB`);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new AuditError('input', `cannot read the design ${path}: ${reason}`, { cause: error });
  }
  return parseDesign(text, path);
}

/** The parser ends some messages with the text that it met, which may be any file's. */
const withoutQuotes = (message: string): string => message.replace(/:? *["'`\n][\s\S]*$/, '');

/** Throws like {@link loadDesign}; error messages refer to the text as `name`. */
function parseDesign(text: string, name: string): Design {
  if (text.length > MOST_CHARACTERS)
    throw new AuditError('input', `${name} is too long for a design (${text.length} characters)`);
  const lines = new LineCounter();
  const document = parsed(text.replace(/^\uFEFF/, ''), lines, name);
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return ` (line ${line}, column ${col})`;
  };
  const [wrong] = document.errors;
  if (wrong)
    throw new AuditError(
      'input',
      `${name} is neither YAML nor JSON: ${withoutQuotes(wrong.message)}${at(wrong.pos[0])}; expected a list of fields`,
    );
  let input: unknown;
  try {
    input = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw new AuditError('input', `${name} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return checkWrittenDesign(input, (path) => {
    // A missing field is located by the place where it belongs.
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) return at(range[0]);
    }
    return '';
  });
}

/** @throws AuditError `input` for lists in lists in lists, until the parser gives up. */
function parsed(text: string, lineCounter: LineCounter, name: string): Document.Parsed {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
  } catch (error) {
    throw new AuditError('input', `${name} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
