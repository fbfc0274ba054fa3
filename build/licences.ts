// Collects the licence texts of everything shipped with the app: packages in the bundles, packages next to them, and
// parts that are not packages. A missing text fails the build.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { Licence } from '../core/contract/licence.ts';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const TEXTS = fileURLToPath(new URL('resources/licences', import.meta.url));

/** Files with terms or credits; Apache's licence requires the NOTICE too. */
const TERMS = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/** The innermost package of a module's path. */
const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** Parts without a package.json; their texts are in `resources/licences`. */
const OTHERS: readonly Omit<Licence, 'text'>[] = [
  { name: 'chromium', version: null, licence: 'BSD-3-Clause and others' },
  { name: 'ember', version: null, licence: 'CC-BY-SA-4.0' },
  { name: 'fashion-mnist', version: null, licence: 'MIT' },
  { name: 'libxsmm', version: null, licence: 'BSD-3-Clause' },
  { name: 'sqlite', version: null, licence: 'public domain' },
  { name: 'stb_image', version: null, licence: 'public domain' },
];

/** Adds the names of all packages in a bundle to `names`: code, styles, data and files that styles refer to. */
export const noteBundled = (names: Set<string>): Plugin => ({
  name: 'note-bundled',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle).flatMap((file) =>
      file.type === 'asset' ? file.originalFileNames : [],
    );
    for (const id of [
      ...this.getModuleIds(),
      ...files.map((file) => resolve(MODULES, '../renderer', file)),
    ]) {
      const name = PACKAGE.exec(id.replaceAll('\\', '/'))?.[1];
      if (name !== undefined && !name.startsWith('.')) names.add(name);
    }
  },
});

/** Writes the licences of `names` and of the parts without a package: as text to ship, as data for the window. */
export function writeLicences(names: Iterable<string>, to: { text: string; data: string }): void {
  const others = OTHERS.map((other) => ({ ...other, text: ownText(other.name) ?? '' }));
  const all = [...[...new Set(names)].map(licenceOf), ...others].sort((a, b) => (a.name < b.name ? -1 : 1));
  const missing = all.filter(({ text }) => text === '').map(({ name }) => name);
  if (missing.length > 0)
    throw new Error(
      `expected a licence text for every package, found none for ${missing.join(', ')}; add it as build/resources/licences/NAME.txt`,
    );
  writeFileSync(to.data, JSON.stringify(all));
  writeFileSync(
    to.text,
    all.map(({ text, ...head }) => `${titleOf(head)}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`),
  );
}

const titleOf = ({ name, version, licence }: Omit<Licence, 'text'>): string =>
  `${name}${version === null ? '' : ` ${version}`} (${licence})`;

function licenceOf(name: string): Licence {
  const dir = join(MODULES, name);
  const { version, license } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as {
    version: string;
    license?: string;
  };
  const texts = readdirSync(dir)
    .filter((file) => TERMS.test(file))
    .map((file) => readFileSync(join(dir, file), 'utf8').trim());
  const text = texts.length > 0 ? texts.join('\n\n') : (ownText(name) ?? '');
  return { name, version, licence: license?.startsWith('SEE') ? 'own text' : (license ?? 'own text'), text };
}

function ownText(name: string): string | null {
  const file = join(TEXTS, `${name.replaceAll('/', '+')}.txt`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}
