import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { viewStudy } from '../../engine/study-view.ts';
import { testParts } from './parts.ts';

const PROGRAM = fileURLToPath(new URL('./killed-program.ts', import.meta.url));

test('killed with SIGKILL in mid-sweep, the study reopens and has lost at most one second of samples', async () => {
  const { env, settings } = testParts();
  const path = join(env.data_dir, 'killed.wattproof');
  const child = spawn(process.execPath, ['--no-warnings', PROGRAM, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let heard = '';
  child.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
  });
  while (!heard.includes('training')) await new Promise((done) => setTimeout(done, 20));
  await new Promise((done) => setTimeout(done, 2000));
  const killed_ns = Number(process.hrtime.bigint());
  child.kill('SIGKILL');
  await once(child, 'exit');

  const study = openStudyFile(path, 'read');
  const { first_ns, last_ns, n } = study.db
    .prepare('select min(t_ns) as first_ns, max(t_ns) as last_ns, count(*) as n from sample')
    .get() as { first_ns: number; last_ns: number; n: number };
  const damage = study.db.pragma('integrity_check', { simple: true });
  closeStudyFile(study);
  expect(damage).toBe('ok');
  expect((killed_ns - last_ns) / 1e9).toBeLessThan(1);
  // two sources at 10 Hz: what lies between first and last is all there
  const ticks = ((last_ns - first_ns) / 1e9) * 10;
  expect(n / 2).toBeGreaterThan(ticks * 0.9);

  const view = viewStudy(path, { settings });
  expect(view.trials[0]?.state).toBe('interrupted');
  expect(view.trials.slice(1).every((trial) => trial.state === 'planned')).toBe(true);
  expect(view.why_no_analysis).not.toBeNull();
});
