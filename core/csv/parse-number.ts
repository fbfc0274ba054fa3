// Reads one number as people and programs write it, and nothing that only looks like one.

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The finite number in `text`, null for anything else (`12 W`, `1,234.5`, `0x10`, `Infinity`). With `decimal_comma`
 * one comma is read as the decimal mark too.
 */
export function parseNumber(text: string, decimal_comma: boolean): number | null {
  const plain = decimal_comma ? text.replace(',', '.') : text;
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}
