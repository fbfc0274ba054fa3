// Nothing is sent anywhere: the bundles name no address besides links to read, and no file of the product opens a connection.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Hosts of names, formats, sources of data and pages of help; none is ever connected to. */
const LINKS = [
  'caniuse.com',
  'developer.mozilla.org',
  'ember-energy.org',
  'en.wikipedia.org',
  'github.com',
  'json-schema.org',
  'learn.microsoft.com',
  'mantine.dev',
  'react.dev',
  'tc39.es',
  'www.chartjs.org',
  'www.npmjs.com',
  'www.robertpenner.com',
  'www.sqlite.org',
  'www.w3.org',
];

const filesIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|cjs|html|css)$/.test(file))
    .map((file) => path.join(folder, file));

test('the bundles name no other host', () => {
  const bundles = filesIn('dist');
  expect(bundles.length).toBeGreaterThan(5);
  const hosts = new Set<string>();
  for (const file of bundles)
    for (const [, host = ''] of readFileSync(path.join(ROOT, file), 'utf8').matchAll(
      /(?:https?|wss?):\/\/([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/g,
    ))
      hosts.add(host.toLowerCase());
  expect([...hosts].filter((host) => !LINKS.includes(host)).sort()).toEqual([]);
});

test('no file of the product opens a connection or fetches', () => {
  const product = execFileSync(
    'git',
    ['ls-files', '--', 'cli', 'core', 'db', 'electron', 'engine', 'native', 'renderer'],
    { cwd: ROOT, encoding: 'utf8' },
  )
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file));
  expect(product.length).toBeGreaterThan(300);
  const connects =
    /from 'node:(http|https|http2|net|tls|dgram|dns)'|\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\(|electronLog\.transports\.remote|autoUpdater|submitURL/;
  // A file of the bundle itself, read through the app's own scheme.
  const own = "fetch('licences.json')";
  const sources = product.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')] as const);
  expect(sources.filter(([, text]) => connects.test(text.replace(own, ''))).map(([file]) => file)).toEqual(
    [],
  );
});
