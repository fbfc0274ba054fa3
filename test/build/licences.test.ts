// Every package whose code or data is in the built bundles has its licence text beside them.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Licence } from '../../core/contract/licence.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const licences = JSON.parse(readFileSync(`${DIST}renderer/licences.json`, 'utf8')) as Licence[];
const named = new Set(licences.map(({ name }) => name));

/** By the source maps, which the bundler writes without knowing of licences. */
const bundled = new Set(
  globSync('**/*.map', { cwd: DIST })
    .flatMap((file) => (JSON.parse(readFileSync(`${DIST}${file}`, 'utf8')) as { sources: string[] }).sources)
    .flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []),
);

test('every package that the source maps name', () => {
  expect([...bundled]).toEqual(expect.arrayContaining(['react', 'zod', 'electron-log', '@tgwf/co2']));
  expect([...bundled].filter((name) => !named.has(name))).toEqual([]);
});

test('data, native modules and what is no package', () => {
  expect([...named]).toEqual(
    expect.arrayContaining([
      'i18n-iso-countries',
      'inter-ui',
      'better-sqlite3',
      'koffi',
      'systeminformation',
      'electron',
      'chromium',
      'ember',
      'fashion-mnist',
      'libxsmm',
      'sqlite',
      'stb_image',
    ]),
  );
});

test('each has a text of its own, once, and Apache-licensed ones their NOTICE', () => {
  expect(named.size).toBe(licences.length);
  for (const { name, text } of licences) expect(text.length, name).toBeGreaterThan(100);
  expect(licences.find(({ name }) => name === '@tgwf/co2')?.text).toContain(
    readFileSync(
      fileURLToPath(new URL('../../node_modules/@tgwf/co2/NOTICE', import.meta.url)),
      'utf8',
    ).trim(),
  );
});

test('the file of the package holds the same texts', () => {
  const text = readFileSync(`${DIST}licences.txt`, 'utf8');
  for (const licence of licences) expect(text).toContain(licence.text);
});
