import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { closeStudyFile, openStudyFile } from '../../../db/study-file.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { runningPowercap } from '../../fixtures/powercap/running-powercap.ts';
import { testParts } from '../parts.ts';

const PROGRAM = fileURLToPath(new URL('./killed-program.ts', import.meta.url));

/** Sources by number: the zones of a workstation in their order. */
const [PACKAGE, STILL] = [1, 2];

interface Row {
  readonly source: number;
  readonly t_ns: number;
}

test('killed with SIGKILL in mid-sweep, the study reopens and has lost at most one second of samples', async () => {
  const powercap = await runningPowercap();
  onTestFinished(() => powercap.remove());
  const { env, settings } = testParts();
  const path = join(env.data_dir, 'killed.wattproof');
  const child = spawn(process.execPath, ['--no-warnings', PROGRAM, path, powercap.root], {
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
  // The package's counter changes between any two readings, so every tick of 10 Hz is a row.
  const stamps_s = rows.filter((row) => row.source === PACKAGE).map((row) => row.t_ns / 1e9);
  const last_s = stamps_s.at(-1) as number;
  expect(killed_ns / 1e9 - last_s).toBeLessThan(1);
  const ticks = (last_s - (stamps_s[0] as number)) * 10;
  expect(stamps_s.length).toBeGreaterThan(ticks * 0.9);
  // One that never changes is still stored about once a second.
  const still_s = rows.filter((row) => row.source === STILL).map((row) => row.t_ns / 1e9);
  const holes_s = still_s.slice(1).map((t_s, k) => t_s - (still_s[k] as number));
  expect(Math.max(...holes_s)).toBeLessThan(1.5);

  const view = viewStudy(path, { settings });
  expect(view.trials[0]?.state).toBe('interrupted');
  expect(view.trials.slice(1).every((trial) => trial.state === 'planned')).toBe(true);
  expect(view.why_no_analysis).not.toBeNull();
});
