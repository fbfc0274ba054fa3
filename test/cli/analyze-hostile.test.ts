// `analyze FILE --json` on odd or broken files: either one valid JSON document or one helpful line.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../core/statistics/analysis.ts';
import { answered } from './in-process.ts';
import { dataDir } from './wattproof.ts';

const dir = dataDir();
mkdirSync(dir, { recursive: true });

const analyze = (text: string | Uint8Array, more: readonly string[] = []) => {
  const file = join(dir, 'data.csv');
  writeFileSync(file, text);
  return answered({ args: ['analyze', file, '--response', 'y', '--factor', 'f', '--json', ...more] });
};
const VALUES = [1, 2.5, 4, 3, 5.5, 2];
const ROWS = VALUES.map((value, i) => ['ab'[i % 2] as string, value] as const);
const joined = (separator: string, end: string, valueOf: (value: number) => string = String): string =>
  ['f', 'y'].join(separator) + end + ROWS.map(([f, y]) => [f, valueOf(y)].join(separator) + end).join('');
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('the same answer from', () => {
  test.each<[string, string | Uint8Array]>([
    ['a plain file', joined(',', '\n')],
    [
      'a byte-order mark, CR LF and quotes',
      `\ufeff"f","y"\r\n${joined(',', '\r\n').slice(5).replaceAll('a,', '"a",')}`,
    ],
    ['semicolons and decimal commas', joined(';', '\r\n', (value) => String(value).replace('.', ','))],
    ['tabs in UTF-16', utf16(joined('\t', '\r\n'))],
    ['other columns, blank lines and missing values', joined(',', '\n\n').concat(',\n', 'a,NA\n', 'b,\n')],
  ])('%s', async (_, text) => {
    const said = await analyze(text);
    expect(said).toMatchObject({ code: 0, stderr: '' });
    const { n, groups, t_tests } = JSON.parse(said.stdout) as Analysis;
    expect(n).toBe(6);
    expect(groups.map(({ levels, mean }) => [levels['f'], mean])).toEqual([
      ['a', 3.5],
      ['b', 2.5],
    ]);
    expect(t_tests).toHaveLength(1);
  });
});

describe('what cannot be computed is null, with its reason', () => {
  test.each<[string, string, string[], RegExp]>([
    ['one group', 'f,y\na,1\na,2\n', [], /f is a in all rows/],
    ['one row', 'f,y\na,1\n', [], /only one value/],
    ['equal values', 'f,y\na,7\na,7\nb,7\nb,7\n', [], /all values are equal/],
    ['one row a group', 'f,y\na,1\nb,2\n', [], /Run more replicates/],
    ['tiny numbers', 'f,y\na,1e-308\na,3e-308\nb,2e-308\nb,9e-308\n', [], /0 in a double: use another unit/],
    [
      'a constant covariate',
      'f,y,t\na,1,5\na,2,5\nb,2,5\nb,4,5\n',
      ['--covariate', 't'],
      /t is 5 in all rows/,
    ],
    [
      'a block that is the factor',
      'f,y,d\na,1,p\na,2,p\nb,2,q\nb,4,q\n',
      ['--block', 'd'],
      /f cannot be separated/,
    ],
  ])('%s', async (_, text, more, warning) => {
    const said = await analyze(text, more);
    expect(said).toMatchObject({ code: 0, stderr: '' });
    const found = JSON.parse(said.stdout) as Analysis;
    expect(found.warnings.join('\n')).toMatch(warning);
    // JSON writes non-finite numbers as null, and a mean must never be missing.
    for (const { mean, min, max } of found.groups) expect([mean, min, max]).not.toContain(null);
    expect(`${found.verdict.text} ${found.verdict.apa}`).not.toMatch(/NaN|Infinity|undefined|null/);
  });
});

describe('is refused in one line', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /the file is empty/],
    ['a header alone', 'f,y\n', /Expected rows of data after the header, but there are none/],
    ['text among numbers', 'f,y\na,1\nb,12 W\n', /Line 3, column 2 \(y\): expected a number, got "12 W"/],
    ['infinity', 'f,y\na,1\nb,inf\n', /Line 3, column 2 \(y\): expected a number, got "inf"/],
    ['a number beyond a double', 'f,y\na,1\nb,1e999\n', /got "1e999"/],
    ['squares that overflow', 'f,y\na,1e308\na,-1e308\nb,1\nb,2\n', /use another unit/],
    ['two columns of one name', 'f,y,y\na,1,2\n', /columns 2 and 3 both have that name/],
    ['ragged rows', 'f,y\na,1\nb,2,3\n', /Line 3: expected 2 cells as in the header, got 3/],
    ['a quote left open', 'f,y\na,1\n"b,2\nb,3\n', /Line 3: expected quotes in pairs/],
    ['an empty level', 'f,y\na,1\n,2\n', /Line 3, column 1 \(f\): expected a level/],
    [
      'five hundred levels',
      `f,y\n${Array.from({ length: 500 }, (_, i) => `l${i},${i}`).join('\n')}`,
      /at most 60 levels, f has 500/,
    ],
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0, 255]),
      /Expected a column "y"/,
    ],
  ])('%s', async (_, text, message) => {
    const said = await analyze(text);
    expect(said).toMatchObject({ code: 1, stdout: '' });
    expect(said.stderr.trim()).toMatch(message);
    expect(said.stderr.trim()).not.toMatch(/[\n\0]| at .*\.[jt]s:/);
  });
});
