// A file read in pieces cut anywhere gives the same table and errors as the whole.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from '../../../core/csv/parse-number.ts';
import { MOST_ROWS, parseTidyCsv } from '../../../core/csv/parse-tidy-csv.ts';
import { messageOf } from '../../../core/errors.ts';
import { holds } from '../statistics/properties/laws.ts';

const spec = { response: 'y', factors: ['f', 'g'] };
const outcome = (text: string | Iterable<string>): unknown => {
  try {
    return parseTidyCsv(text, spec);
  } catch (error) {
    return messageOf(error);
  }
};

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const name = fc.constantFrom('a', 'bf16_mixed', ' c ', 'say "x"', 'two\nlines', 'a;b', 'ä', '😀');
const number = fc.constantFrom('1', '-2.5', '1e3', 'NA', '', '12 J', '0.1');
const row = fc.tuple(name, name, number).map((cells) => cells.map(quoted).join(';'));
const file = fc
  .tuple(
    fc.constantFrom('', '\ufeff', '\r\n \n'),
    fc.array(fc.oneof({ weight: 9, arbitrary: row }, fc.constantFrom('', ';;', 'a;b', '"open;1'))),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.boolean(),
  )
  .map(([before, rows, end, last]) => before + ['f;g;y', ...rows].join(end) + (last ? end : ''));

test('wherever the text is cut', () => {
  holds(
    fc.property(file, fc.array(fc.nat(999)), (text, places) => {
      const cuts = [...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
      const chunks = cuts.map((cut, i) => text.slice(cuts[i - 1] ?? 0, cut));
      expect(chunks.join('')).toBe(text);
      expect(outcome(chunks)).toEqual(outcome(text));
    }),
    500,
  );
});

test('a table can be written and read back unchanged', () => {
  const any = fc.double({ noNaN: true, noDefaultInfinity: true }).map((y) => y + 0); // String(-0) is '0'.
  const cell = fc.tuple(name, name, any);
  holds(
    fc.property(fc.array(cell, { minLength: 1 }), fc.constantFrom(',', ';', '\t', '|'), (rows, separator) => {
      const lines = rows.map(([f, g, y]) => [quoted(f), quoted(g), String(y)].join(separator));
      const table = parseTidyCsv(['f', 'g', 'y'].join(separator).concat('\n', lines.join('\n')), spec);
      expect(table.rows).toEqual(
        rows.map(([f, g, y]) => ({ levels: { f: f.trim(), g: g.trim() }, value: y })),
      );
    }),
  );
});

test('the file is closed after reading, also when a row is refused', () => {
  let is_open = false;
  function* chunks(): Generator<string> {
    is_open = true;
    try {
      yield 'f,g,y\na,b,1\n';
      yield 'a,b,x\n';
      yield 'a,b,2\n';
    } finally {
      is_open = false;
    }
  }
  expect(() => parseTidyCsv(chunks(), spec)).toThrow('Line 3, column 3 (y): expected a number, got "x".');
  expect(is_open).toBe(false);
});

test('a million rows are read, one more is refused', () => {
  function* rows(count: number): Generator<string> {
    const thousand = 'a,b,1\n'.repeat(1000);
    yield 'f,g,y\n';
    for (let left = count; left > 0; left -= 1000) yield left >= 1000 ? thousand : 'a,b,1\n'.repeat(left);
  }
  expect(parseTidyCsv(rows(MOST_ROWS), spec).rows).toHaveLength(1_000_000);
  expect(() => parseTidyCsv(rows(MOST_ROWS + 1), spec)).toThrow(
    /^Expected at most 1000000 rows of data, but the file has more: /,
  );
});

test('a quote left open does not swallow a file of any length', () => {
  let asked = 0;
  function* endless(): Generator<string> {
    yield 'f,g,y\na,b,1\n"a,b,2\n';
    for (;;) {
      asked += 1;
      yield 'a,b,1\n'.repeat(10_000);
    }
  }
  expect(() => parseTidyCsv(endless(), spec)).toThrow(
    /^Line 3: expected a row of at most 1048576 characters/,
  );
  expect(asked).toBeLessThan(30);
});

test('numbers are read to the last bit', () => {
  const written = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc
      .tuple(fc.maxSafeInteger(), fc.integer({ min: -16, max: 0 }))
      .map(([digits, power]) => `${digits}e${power}`),
    fc
      .tuple(fc.boolean(), fc.nat(9_999_999), fc.stringMatching(/^\d{0,10}$/))
      .map(([is_negative, whole, part]) => `${is_negative ? '-' : ''}${whole}.${part}`),
  );
  holds(
    fc.property(written, (text) => {
      expect(parseNumber(text, false)).toBe(Number(text));
      expect(parseNumber(text.replace('.', ','), true)).toBe(Number(text));
    }),
    2000,
  );
  for (const text of ['', '-', '.', '-.', '1.2.3', '1-', '--1', '1e', ' 1', '0x1', '1_000', '१'])
    expect(parseNumber(text, false)).toBeNull();
});
