// Type-checks every layer under its own tsconfig, so that the compiler itself refuses `process` in core and
// `document` outside the window. One line for each layer; exit code 1 when one fails. A layer's checked files are
// remembered, so the next run checks only those that changed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readWords } from './words.ts';

const named = readWords({
  usage:
    'node build/typecheck.ts [LAYER ...]\nType-checks every layer, or the named ones, under its own tsconfig.',
  most: Infinity,
});

const ROOT = path.resolve(import.meta.dirname, '..');
const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const CACHE = path.join(ROOT, '.cache', 'types');
const LAYERS = ['core', 'db', 'native', 'engine', 'electron', 'cli', 'renderer', 'build', 'test'];

const failed = (named.length === 0 ? LAYERS : named).filter((layer) => {
  const project = path.join(ROOT, layer, 'tsconfig.json');
  if (!existsSync(project)) {
    process.stdout.write(`types of ${layer}: ${layer}/tsconfig.json is missing\n`);
    return true;
  }
  const remembered = ['--incremental', '--tsBuildInfoFile', path.join(CACHE, `${layer}.tsbuildinfo`)];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [TSC, '-p', project, '--pretty', 'false', ...remembered],
    { cwd: ROOT, encoding: 'utf8' },
  );
  process.stdout.write(
    status === 0 ? `types of ${layer}: good\n` : `types of ${layer}: wrong\n${stdout}${stderr}`,
  );
  return status !== 0;
});
process.exitCode = failed.length === 0 ? 0 : 1;
