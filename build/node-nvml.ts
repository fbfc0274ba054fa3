// Writes the publishable package node-nvml: modules and types compiled from native/nvml, its README, the licence and
// its own manifest. The workspace itself is private and stays TypeScript, so that the product needs no build.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readWords } from './words.ts';

const [folder = 'dist/node-nvml'] = readWords({
  usage:
    'node build/node-nvml.ts [FOLDER]\nWrites the package node-nvml into FOLDER (default dist/node-nvml), ready for npm pack or npm publish.',
  most: 1,
});

const ROOT = path.resolve(import.meta.dirname, '..');
const SOURCE = path.join(ROOT, 'native', 'nvml');
const OUT = path.resolve(folder);

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly private?: boolean;
  readonly scripts?: unknown;
}
const manifestOf = (dir: string): Manifest =>
  JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));

/** Removes an earlier package; refuses to delete anything else. */
function emptyOut(name: string): void {
  if (!existsSync(OUT) || readdirSync(OUT).length === 0) return;
  const is_ours = existsSync(path.join(OUT, 'package.json')) && manifestOf(OUT).name === name;
  if (!is_ours || OUT === SOURCE)
    stop(`expected an empty folder or an earlier ${name}, got ${OUT}: choose another folder`);
  rmSync(OUT, { recursive: true });
}

function compile(): void {
  const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tsc, '-p', SOURCE, '--outDir', OUT, '--pretty', 'false'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (status !== 0) stop(`the compiler refuses native/nvml:\n${stdout}${stderr}`);
  // The compiler rewrites `.ts` to `.js` in modules, but not in their type files.
  for (const name of readdirSync(OUT, { encoding: 'utf8', recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = path.join(OUT, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(from '\.{1,2}\/[^']+)\.ts'/g, "$1.js'"));
  }
}

/** The manifest without workspace-only fields; each entry point becomes its module and its types. */
function published({ private: _, scripts: __, exports: entries, ...rest }: Manifest) {
  const exports = Object.entries(entries).map(([name, file]) => [
    name,
    file.endsWith('.ts')
      ? { types: file.replace(/\.ts$/, '.d.ts'), default: file.replace(/\.ts$/, '.js') }
      : file,
  ]);
  return { ...rest, exports: Object.fromEntries(exports) };
}

function stop(problem: string): never {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

const manifest = manifestOf(SOURCE);
emptyOut(manifest.name);
compile();
writeFileSync(path.join(OUT, 'package.json'), `${JSON.stringify(published(manifest), null, 2)}\n`);
copyFileSync(path.join(SOURCE, 'README.md'), path.join(OUT, 'README.md'));
copyFileSync(path.join(ROOT, 'LICENSE'), path.join(OUT, 'LICENSE'));
process.stdout.write(`${manifest.name}: written to ${path.relative(process.cwd(), OUT) || '.'}\n`);
