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
  return NUMBER.test(digits) ? digits : bare;
}

/** Signs with which a spreadsheet begins a formula, plain and in full width, and blanks that it may skip before them. */
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const NUMBER = /^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i;

/** Quoted where needed. An apostrophe makes text of what a spreadsheet would evaluate; a negative number stays one. */
function field(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
