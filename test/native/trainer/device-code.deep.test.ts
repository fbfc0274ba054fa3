// nvcc still makes the packed kernels of the sources: under a minute, where it is the version they were packed by.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './training.ts';

const DEVICE = join(ROOT, 'native', 'trainer', 'device');
const SCRIPT = join(DEVICE, 'build-ptx.sh');
const [, packed, compiler] = readFileSync(join(DEVICE, 'kernels.ptx.sources'), 'utf8').split('\n');

const runs = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' });

const version = /release.*(V[\d.]+)/.exec(runs('nvcc', '--version').stdout ?? '')?.[1];
const reason =
  version === undefined
    ? 'nvcc is not installed'
    : `nvcc ${version}` !== compiler
      ? `nvcc here is ${version}, the kernels were packed by ${compiler}`
      : runs('setarch', '-R', 'true').status !== 0
        ? 'addresses cannot be fixed here (setarch -R)'
        : null;

test('nvcc makes the same bytes again', { timeout: 300_000 }, ({ skip }) => {
  if (reason !== null) skip(reason);
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-ptx-'));
  try {
    execFileSync('bash', [SCRIPT, folder], { stdio: 'pipe' });
    expect(readFileSync(join(folder, 'kernels.ptx.sources'), 'utf8').split('\n')[1]).toBe(packed);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
