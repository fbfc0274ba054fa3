import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { viewStudy } from '../../engine/study/study-view.ts';
import { dataDir, isolated } from './wattproof.ts';

const LAUNCHER = fileURLToPath(new URL('../../build/wattproof.sh', import.meta.url));

test.skipIf(process.platform === 'win32')(
  'a disk that is full in mid-sweep ends it with one line, and what was stored before opens',
  () => {
    const dir = dataDir();
    const design = join(dir, 'design.json');
    writeFileSync(
      design,
      JSON.stringify({
        name: 'Long',
        factors: { batch_size: [32, 64], neurons: [128], epochs: [10000] },
        replicates: 2,
        data: { kind: 'synthetic', samples: 2000, features: 32, classes: 4 },
        idle_s: 0.2,
      }),
    );
    const out = join(dir, 's.wattproof');
    // A limit on the size of a file stands in for a full disk: the write-ahead log reaches it after some seconds.
    const command = `ulimit -f 400; exec bash "$0" run "$1" --out "$2"`;
    const said = spawnSync('bash', ['-c', command, LAUNCHER, design, out], {
      env: { ...process.env, ...isolated(dir) },
      encoding: 'utf8',
      timeout: 120_000,
    });
    expect(said.status).toBe(1);
    const lines = said.stderr.split('\n').filter((line) => line.startsWith('wattproof: '));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/cannot write .*s\.wattproof: .*Earlier data is kept/);
    expect(existsSync(out)).toBe(true);
    const view = viewStudy(out, { settings: DEFAULT_SETTINGS });
    expect(view.trials).toHaveLength(4);
    expect(view.trials[0]?.state).toBe('interrupted');
  },
);
