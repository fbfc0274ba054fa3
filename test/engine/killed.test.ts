import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { viewStudy } from '../../engine/study-view.ts';
import { testParts } from './parts.ts';

const PROGRAM = fileURLToPath(new URL('./killed-program.ts', import.meta.url));

interface Row {
  readonly source: number;
  readonly t_ns: number;
}

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
  const rows = study.db.prepare('select source, t_ns from sample order by t_ns').all() as Row[];
  const damage = study.db.pragma('integrity_check', { simple: true });
  closeStudyFile(study);
  expect(damage).toBe('ok');
  for (const source of [1, 2]) {
    // A value that stands still is said once a second, one that changes at once: what lies before the kill is all there.
    const stamps = rows.filter((row) => row.source === source).map((row) => row.t_ns / 1e9);
    expect(killed_ns / 1e9 - (stamps.at(-1) as number)).toBeLessThan(3);
    const holes = stamps.slice(1).map((t_s, i) => t_s - (stamps[i] as number));
    expect(Math.max(...holes)).toBeLessThan(2.2);
  }
  // A batch of half a second, and a second in which nothing may have changed.
  expect((killed_ns - Math.max(...rows.map((row) => row.t_ns))) / 1e9).toBeLessThan(3);

  const view = viewStudy(path, { settings });
  expect(view.trials[0]?.state).toBe('interrupted');
  expect(view.trials.slice(1).every((trial) => trial.state === 'planned')).toBe(true);
  expect(view.why_no_analysis).not.toBeNull();
});
