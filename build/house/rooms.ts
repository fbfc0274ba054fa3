// Keeps rooms small enough to look through and the root free of strangers.

/** Everything that lies at the root; a new entry is named here first, so that nobody adds one by accident. */
export const ROOT_ENTRIES: readonly string[] = [
  '.ci',
  '.editorconfig',
  '.github',
  '.gitignore',
  '.npmrc',
  'CHANGELOG.md',
  'CITATION.cff',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'biome.json',
  'build',
  'cli',
  'core',
  'db',
  'docs',
  'electron',
  'engine',
  'examples',
  'knip.json',
  'native',
  'package-lock.json',
  'package.json',
  'renderer',
  'test',
  'tsconfig.base.json',
  'vitest.config.ts',
];

const PRODUCT = ['cli', 'core', 'db', 'electron', 'engine', 'native', 'renderer'];
/** Files that lie in one folder of the product, beside its README. */
export const MOST_FILES = 25;

/** One line for each folder of the product with too many files. */
export function crowdedFolders(files: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const folder = file.slice(0, file.lastIndexOf('/'));
    if (!PRODUCT.includes(file.split('/')[0] ?? '') || file.endsWith('/README.md')) continue;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MOST_FILES)
    .map(
      ([folder, count]) =>
        `${folder}: ${count} files, at most ${MOST_FILES}; give those that belong together a folder`,
    );
}

/** One line for each entry of the root that is not expected there. */
export function strangersAtRoot(files: readonly string[]): string[] {
  const entries = new Set(files.map((file) => file.split('/')[0] ?? ''));
  return [...entries]
    .filter((entry) => !ROOT_ENTRIES.includes(entry))
    .map((entry) => `${entry}: not expected at the root; move it, or name it in build/house/rooms.ts`);
}
