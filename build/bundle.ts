// Bundles the programs: the terminal program, the sampling thread, the reader of studies, the main process with its preload, the window.
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { channelNames } from './channel-names.ts';
import { noteBundled, writeLicences } from './licences.ts';
import { readWords } from './words.ts';

readWords({ usage: 'npm run bundle\nBundles the programs and the window into dist/.' });

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

/** Packages that stay in node_modules: they ship binaries, load neighbouring files, or are Electron itself. */
const EXTERNAL = ['electron', 'better-sqlite3', 'koffi', 'systeminformation'];

interface Entry {
  readonly input: string;
  /** Fixed paths: the composition finds the worker and the preload script relative to its own bundle. */
  readonly output: string;
  /** A sandboxed preload script may only be CommonJS. */
  readonly format: 'es' | 'cjs';
}

const ENTRIES: readonly Entry[] = [
  { input: 'cli/main.ts', output: 'cli/main.js', format: 'es' },
  { input: 'engine/sampling/sampler-worker.ts', output: 'sampler-worker.js', format: 'es' },
  { input: 'engine/study-reader/program.ts', output: 'study-reader.js', format: 'es' },
  { input: 'electron/main.ts', output: 'electron/main.js', format: 'es' },
  { input: 'electron/preload.ts', output: 'electron/preload.cjs', format: 'cjs' },
];

// A test runner sets NODE_ENV to `test`, which would bundle React's slow development build.
process.env['NODE_ENV'] = 'production';

// Taken before the sources are read, so that files saved during the build are newer than the stamp.
const begin = new Date();

/** Packages shipped with the app, in the bundles or next to them; node runs its terminal program. */
const packages = new Set([...EXTERNAL, 'node']);

const programs = ENTRIES.map(({ input, output, format }) =>
  build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [channelNames(), noteBundled(packages)],
    ssr: { noExternal: true, external: EXTERNAL },
    build: {
      ssr: input,
      outDir: DIST,
      emptyOutDir: false,
      target: 'node24',
      sourcemap: true,
      // One file per program, so that `import.meta.url` gives a module the program's own path.
      rolldownOptions: {
        output: { format, entryFileNames: output, codeSplitting: false },
      },
    },
  }),
);
const window = build({
  configFile: join(ROOT, 'renderer', 'vite.config.ts'),
  logLevel: 'warn',
  plugins: [noteBundled(packages)],
  build: { sourcemap: true },
});
try {
  await Promise.all([...programs, window]);
  writeLicences(packages, {
    text: join(DIST, 'licences.txt'),
    data: join(DIST, 'renderer', 'licences.json'),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

writeFileSync(join(DIST, '.stamp'), '');
utimesSync(join(DIST, '.stamp'), begin, begin);
