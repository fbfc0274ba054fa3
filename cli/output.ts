// Output of a command: with --json one document and nothing else on stdout, otherwise text.

/** Writes one JSON document. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Writes lines for a person. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** A plain table: numbers right-aligned, text left-aligned. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const columns = header.map((name, column) => {
    const cells = rows.map((row) => row[column] ?? '');
    return {
      width: Math.max(name.length, ...cells.map((cell) => cell.length)),
      numeric: column > 0 && cells.every((cell) => cell === '' || /^[-\u2212\u00b1<>[.\d]/.test(cell)),
    };
  });
  const line = (row: readonly string[]): string =>
    columns
      .map(({ width, numeric }, column) =>
        numeric ? (row[column] ?? '').padStart(width) : (row[column] ?? '').padEnd(width),
      )
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
