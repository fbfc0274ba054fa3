// The rooms of the product stay small, the root has no strangers, and the documentation names only what exists.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type House, type KnownCommand, missingIn } from '../../build/house/docs.ts';
import { filesOf } from '../../build/house/files.ts';
import { crowdedFolders, MOST_FILES, ROOT_ENTRIES, strangersAtRoot } from '../../build/house/rooms.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const files = filesOf(ROOT);

test('no folder of the product is crowded, and nothing unknown lies at the root', () => {
  expect(files.length).toBeGreaterThan(500);
  expect([...crowdedFolders(files), ...strangersAtRoot(files)]).toEqual([]);
});

test('a folder with one file too many is named; its README and other folders do not count', () => {
  const room = Array.from({ length: MOST_FILES }, (_, i) => `core/room/part-${i}.ts`);
  const beside = ['core/room/README.md', 'core/room/deeper/one.ts', 'core/other.ts'];
  expect(crowdedFolders([...room, ...beside])).toEqual([]);
  expect(crowdedFolders([...room, ...beside, 'core/room/one-more.ts'])).toEqual([
    'core/room: 26 files, at most 25; give those that belong together a folder',
  ]);
  const tests = Array.from({ length: 40 }, (_, i) => `test/room/part-${i}.ts`);
  expect(crowdedFolders(tests)).toEqual([]);
});

test('an unknown file or folder at the root is named', () => {
  expect(strangersAtRoot([...ROOT_ENTRIES, 'core/a.ts'])).toEqual([]);
  expect(strangersAtRoot(['README.md', '--help/design.png', '--help/run.png', 'notes.txt'])).toEqual([
    '--help: not expected at the root; move it, or name it in build/house/rooms.ts',
    'notes.txt: not expected at the root; move it, or name it in build/house/rooms.ts',
  ]);
});

/** Options listed in the terminal program's own help. */
async function commandsOf(folder: string): Promise<KnownCommand[]> {
  const modules = await Promise.all(
    readdirSync(path.join(ROOT, folder))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => import(path.join(ROOT, folder, file)) as Promise<Record<string, unknown>>),
  );
  return modules
    .flatMap((module) => Object.values(module))
    .filter((one): one is KnownCommand => typeof one === 'object' && one !== null && 'usage' in one);
}

const PAGES = files.filter((file) =>
  /^(README|CHANGELOG|CONTRIBUTING|SECURITY|docs\/[^/]+|examples\/README|\.github\/[^/]+)\.md$/.test(file),
);

test('every path, script, command and option in the documentation exists', async () => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    scripts: object;
  };
  const house = { files, scripts: Object.keys(scripts), commands: await commandsOf('cli/commands') };
  expect(house.commands.map(({ name }) => name)).toContain('analyze');
  expect(PAGES).toContain('docs/architecture.md');
  const missing = PAGES.flatMap((page) =>
    missingIn(page, readFileSync(path.join(ROOT, page), 'utf8'), house),
  );
  expect(missing).toEqual([]);
});

const MADE_UP: House = {
  files: [
    'README.md',
    'docs/page.md',
    'build/rules/table.ts',
    'core/units.ts',
    'engine/report/svg-figure.ts',
  ],
  scripts: ['start', 'bench:meter', 'wattproof'],
  commands: [
    { name: 'doctor', options: [['--self-audit', 'audits itself']] },
    { name: 'record', options: [['--out STUDY', 'the study']] },
  ],
};

test.each([
  'See `core/units.ts`, `core/units.ts: joules`, `engine/report/`, `rules/table.ts`, `*.ts` and `table.ts`.',
  'A [page](page.md#part), [the front](../README.md), [elsewhere](https://example.org/a) and [below](#below).',
  'Packages such as `@tgwf/co2`, `/proc/stat`, `dist/cli/main.js` and `energy_j`.',
  'Run `npm start`, `npm run bench:meter -- 3`, `bench:meter`, `npm ci` or `bash build/rules/table.ts`.',
  '`wattproof doctor --self-audit`, `doctor --json`, `--out`, `wattproof record --out F -- python --epochs 3`.',
  '```\nnpm run -s wattproof -- doctor --self-audit  # --not-an-option\nanything: core/gone.ts\n```',
])('what exists may be named: %s', (markdown) => {
  expect(missingIn('docs/page.md', markdown, MADE_UP)).toEqual([]);
});

test.each([
  ['a path', '\nIn `engine/report/svg/`.', 'docs/page.md:2: engine/report/svg/, which is not there'],
  ['a file by its name', 'In `gone.ts`.', 'docs/page.md:1: gone.ts, which is not there'],
  ['a room by its name', 'In `gone/`.', 'docs/page.md:1: gone/, which is not there'],
  ['a link', 'A [page](gone.md).', 'docs/page.md:1: a link to docs/gone.md, which is not there'],
  ['a picture', '![x](img/gone.png)', 'docs/page.md:1: a link to docs/img/gone.png, which is not there'],
  ['a script', '`npm run gone`', 'docs/page.md:1: the script gone, which package.json does not have'],
  [
    'a script alone',
    '`bench:gone`',
    'docs/page.md:1: the script bench:gone, which package.json does not have',
  ],
  ['npm test', '`npm test`', 'docs/page.md:1: the script test, which package.json does not have'],
  ['a program', '`bash build/gone.sh`', 'docs/page.md:1: build/gone.sh, which is not there'],
  ['a command', '`wattproof gone`', 'docs/page.md:1: wattproof gone, which is no command'],
  ['an option', '`doctor --gone`', 'docs/page.md:1: wattproof doctor --gone, which is no option of it'],
  ['an option alone', '`--gone`', 'docs/page.md:1: --gone, which no command has'],
  [
    'an option in a block',
    '```\nnpm run -s wattproof -- record --self-audit -- ls\n```',
    'docs/page.md:2: wattproof record --self-audit, which is no option of it',
  ],
])('%s that is not there is named', (_what, markdown, expected) => {
  expect(missingIn('docs/page.md', markdown, MADE_UP)).toEqual([expected]);
});
