// Output of a command: with --json one document and nothing else on stdout, otherwise text. Everything that the terminal
// program writes goes through here, where control characters lose their force (core/words/inert.ts).
import { inert, inertJson } from '../core/words/inert.ts';

/** Writes one JSON document. */
export function printJson(document: unknown): void {
  process.stdout.write(`${inertJson(JSON.stringify(document, null, 2))}\n`);
}

/** Writes lines for a person. Whatever a line holds, it stays one line of visible characters. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(asLines(lines));
}

/** Like {@link print}, on stderr: progress, remarks, and results where stdout belongs to somebody else. */
export function printAside(...lines: readonly string[]): void {
  process.stderr.write(asLines(lines));
}

/** One line on stderr about what went wrong. */
export function printError(line: string): void {
  printAside(`wattproof: ${line}`);
}

/** Redraws the last line of a terminal. */
export function redrawLine(stream: NodeJS.WriteStream, text: string): void {
  const width = Math.max(20, (stream.columns ?? 80) - 1);
  stream.write(`\r\u001b[2K${inert(text).slice(0, width)}`);
}

/** Moves on from a line that was redrawn. */
export function endLine(stream: NodeJS.WriteStream): void {
  stream.write('\n');
}

const asLines = (lines: readonly string[]): string => `${lines.map(inert).join('\n')}\n`;

/** A plain table: numbers right-aligned, text left-aligned. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const columns = header.map((name, column) => {
    const cells = rows.map((row) => inert(row[column] ?? ''));
    return {
      width: Math.max(inert(name).length, ...cells.map((cell) => cell.length)),
      numeric: column > 0 && cells.every((cell) => cell === '' || /^[-\u2212\u00b1<>[.\d]/.test(cell)),
    };
  });
  const line = (row: readonly string[]): string =>
    columns
      .map(({ width, numeric }, column) => {
        const cell = inert(row[column] ?? '');
        return numeric ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(header), columns.map(({ width }) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}

/** Wraps a text between words; a word that is too long gets its own line. */
export function wrap(text: string, width = Math.min(process.stdout.columns ?? 100, 100)): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
