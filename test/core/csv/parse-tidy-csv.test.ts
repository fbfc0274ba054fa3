// CSV as spreadsheets, instruments and other programs write it, and the errors of faulty files.
import { describe, expect, test } from 'vitest';
import { parseTidyCsv } from '../../../core/csv/parse-tidy-csv.ts';
import { AuditError } from '../../../core/errors.ts';

const spec = { response: 'energy_j', factors: ['precision'] };
const two = [
  { levels: { precision: 'fp32' }, value: 101.5 },
  { levels: { precision: 'mixed' }, value: 90 },
];
const parse = (text: string) => parseTidyCsv(text, spec).rows;

describe('is read', () => {
  test.each([
    ['plain', 'precision,energy_j\nfp32,101.5\nmixed,90\n'],
    ['without a last line end', 'precision,energy_j\nfp32,101.5\nmixed,90'],
    ['byte-order mark and CRLF', '\ufeffprecision,energy_j\r\nfp32,101.5\r\nmixed,90\r\n'],
    ['old line ends', 'precision,energy_j\rfp32,101.5\rmixed,90\r'],
    ['mixed line ends and quotes', '"precision","energy_j"\r\n"fp32","101.5"\n"mixed","90"\r\n'],
    ['semicolons and a decimal comma', 'precision;energy_j\nfp32;101,5\nmixed;90\n'],
    ['tabs', 'precision\tenergy_j\nfp32\t101.5\nmixed\t90\n'],
    ['other columns between', 'run,energy_j,note,precision\n1,101.5,"a, b",fp32\n2,90,"say ""x""",mixed\n'],
    ['blank lines and lines of separators', '\nprecision,energy_j\n\nfp32,1.015e2\n,\nmixed,+90.\n\n\n'],
    ['spaces around cells', 'precision , energy_j\n fp32 , 101.5\nmixed,90\n'],
  ])('%s', (_, text) => {
    expect(parse(text)).toEqual(two);
  });

  test('a separator that the header names decide', () => {
    const text = 'precision;energy_j, total;energy_j\nfp32;1,5;101,5\nmixed;2,5;90\n';
    expect(parse(text)).toEqual(two);
  });

  test('several factors, kept as text', () => {
    const table = parseTidyCsv('a,b,y\n01,x,1\n1,x,2\n', { response: 'y', factors: ['b', 'a'] });
    expect(table.factors).toEqual(['b', 'a']);
    expect(table.rows.map((row) => row.levels)).toEqual([
      { b: 'x', a: '01' },
      { b: 'x', a: '1' },
    ]);
    expect(table.dropped).toBeUndefined();
  });

  test('missing responses are excluded and counted', () => {
    const table = parseTidyCsv(
      'precision,energy_j\nfp32,\nfp32,101.5\nmixed,NA\nmixed,90\nmixed,nan\n',
      spec,
    );
    expect(table.rows).toEqual(two);
    expect(table.dropped).toBe(3);
  });

  test('hundreds of thousands of rows', () => {
    const lines = Array.from({ length: 300_000 }, (_, i) => `${i % 2 ? 'fp32' : 'mixed'},${i / 10}`);
    const { rows } = parseTidyCsv(`precision,energy_j\n${lines.join('\n')}\n`, spec);
    expect(rows.length).toBe(300_000);
    expect(rows[299_999]).toEqual({ levels: { precision: 'fp32' }, value: 29_999.9 });
  });
});

describe('is refused, in one line', () => {
  test.each([
    ['', 'Expected a CSV file with a header line, but the file is empty.'],
    ['\ufeff \r\n', 'Expected a CSV file with a header line, but the file is empty.'],
    ['precision,energy_j\n', 'Expected rows of data after the header, but there are none.'],
    ['precision,energy_j\nfp32,NA\n', 'Expected at least one value of energy_j, but all 1 are missing.'],
    ['precision,power_w\nfp32,1\n', 'Expected a column "energy_j", but the file has "precision", "power_w".'],
    [
      'precision,energy_j,energy_j\nfp32,1,2\n',
      'Expected one column "energy_j", but columns 2 and 3 both have that name.',
    ],
    [
      'precision,energy_j\nfp32,1\nfp32,12 J\n',
      'Line 3, column 2 (energy_j): expected a number, got "12 J".',
    ],
    [
      'precision,energy_j\nfp32,Infinity\n',
      'Line 2, column 2 (energy_j): expected a number, got "Infinity".',
    ],
    [
      'precision,energy_j\nfp32,"1,234.5"\n',
      'Line 2, column 2 (energy_j): expected a number, got "1,234.5".',
    ],
    [
      'precision,energy_j\nfp32,1\n,2\n',
      'Line 3, column 1 (precision): expected a level, but the cell is empty.',
    ],
    ['precision,energy_j\nfp32,1\nfp32\n', 'Line 3: expected 2 cells as in the header, got 1.'],
    ['precision,energy_j\nfp32,1,7\n', 'Line 2: expected 2 cells as in the header, got 3.'],
    [
      'precision,energy_j,note\n\nfp32,1,"two\nlines"\nfp32,x,\n',
      'Line 5, column 2 (energy_j): expected a number, got "x".',
    ],
  ])('%j', (text, message) => {
    expect(() => parse(text)).toThrow(new AuditError('input', message));
  });

  test('a quote that never ends', () => {
    expect(() => parse('precision,energy_j\nfp32,1\n"fp32,2\nmixed,3\n')).toThrow(
      /^Line 3: expected quotes in pairs/,
    );
  });

  test('a factor that is the response, or named twice', () => {
    const text = 'a,b\n1,2\n';
    expect(() => parseTidyCsv(text, { response: 'a', factors: ['b', 'a'] })).toThrow(
      /remove it from the factors/,
    );
    expect(() => parseTidyCsv(text, { response: 'a', factors: ['b', 'b'] })).toThrow(/b is named twice/);
  });
});
