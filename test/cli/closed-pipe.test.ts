// A reader that stops early (`| head -1`) gets its line, and the program exits normally and silently.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { dataDir, isolated } from './wattproof.ts';

const LAUNCHER = fileURLToPath(new URL('../../build/wattproof.sh', import.meta.url));

test('analyze into head', () => {
  const dir = dataDir();
  mkdirSync(dir, { recursive: true });
  const csv = join(dir, 'many.csv');
  // Enough pairs of levels to print more than a pipe holds (64 KiB).
  const lines = Array.from({ length: 120 }, (_, i) => `l${i % 40},${100 + ((i * 37) % 11)}`);
  writeFileSync(csv, ['level,energy_j', ...lines].join('\n'));
  const command = 'bash "$1" analyze "$2" --response energy_j --factor level | head -1';
  const said = spawnSync('bash', ['-o', 'pipefail', '-c', command, 'bash', LAUNCHER, csv], {
    env: { ...process.env, ...isolated(dir) },
    encoding: 'utf8',
  });
  expect(said.stdout).toMatch(/^.*energy_j.*\n$/);
  expect(said).toMatchObject({ status: 0, stderr: '' });
});
