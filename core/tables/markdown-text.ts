// A table in Markdown for GitHub, Pandoc and Obsidian, numbers aligned to the right.
import type { TextTable } from './text-table.ts';

export function markdownText({ caption, heads, rows, note }: TextTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [
    `**${escaped(caption)}**`,
    '',
    line(heads.map(({ text }) => text)),
    `|${heads.map(({ is_number }) => (is_number ? ' ---: ' : ' --- ')).join('|')}|`,
    ...rows.map(line),
    ...(note === '' ? [] : ['', escaped(note)]),
    '',
  ].join('\n');
}

/** Escapes characters that would end a cell or begin markup; line ends become a space. */
const escaped = (text: string): string =>
  text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').replaceAll(/[\\|`*_<[\]]/g, (sign) => `\\${sign}`);
