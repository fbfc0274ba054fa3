// No file, package or export lies about unused, and no package is used without being named in package.json.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

test('every file, export and package is used, and every package that is used is named', () => {
  const what = ['--include', 'files,dependencies,unlisted,unresolved,binaries,exports,types,duplicates'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/knip/bin/knip.js'), '--no-progress', ...what],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});
