// Limits the number of files per folder and the entries at the root.

/** All entries at the root; a new one must be added here first, so that none appears by accident. */
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
  'native',
  'package-lock.json',
  'package.json',
  'renderer',
  'test',
  'tsconfig.base.json',
  'vitest.config.ts',
];

const PRODUCT = ['cli', 'core', 'db', 'electron', 'engine', 'native', 'renderer'];
/** Most files in one folder of the product, besides its README. */
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

/** One line for each unexpected entry at the root. */
export function strangersAtRoot(files: readonly string[]): string[] {
  const entries = new Set(files.map((file) => file.split('/')[0] ?? ''));
  return [...entries]
    .filter((entry) => !ROOT_ENTRIES.includes(entry))
    .map((entry) => `${entry}: not expected at the root; move it, or name it in build/house/rooms.ts`);
}
