// A table as CSV (RFC 4180) for a spreadsheet: numbers as programs write them, missing ones as empty fields.
import type { TextTable } from './text-table.ts';

export function csvText({ heads, rows }: TextTable): string {
  const lines = [
    heads.map(({ text }) => text),
    ...rows.map((row) => row.map((cell, at) => plain(cell, heads[at]?.is_number ?? false))),
  ];
  return `${lines.map((cells) => cells.map(field).join(',')).join('\r\n')}\r\n`;
}

/** `−1,234.5` becomes -1234.5, a dash an empty field. */
function plain(cell: string, is_number: boolean): string {
  if (cell === '–' || cell === '—') return '';
  if (!is_number) return cell;
  const bare = cell.replaceAll('−', '-').replaceAll(/[\u00a0\u2009\u202f]/g, ' ');
  const digits = bare.replaceAll(',', '');
  return /^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i.test(digits) ? digits : bare;
}

/** Quoted where needed; a spreadsheet would evaluate text that begins with a formula's sign. */
function field(text: string): string {
  const safe = /^[=+@\t\r]/.test(text) || (/^-/.test(text) && !/^-[\d.]/.test(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
