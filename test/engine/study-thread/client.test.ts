// The thread that reads studies: answers like the functions themselves, errors with their codes, and a new thread after a death.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditError } from '../../../core/errors.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings.ts';
import { openLog } from '../../../engine/setup/log.ts';
import { studyLine } from '../../../engine/study/study-line.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { viewTrial } from '../../../engine/study/trial-view.ts';
import { StudyReader } from '../../../engine/study-thread/client.ts';
import { writeBigStudy } from '../../bench/big-study.ts';

const dir = mkdtempSync(join(tmpdir(), 'wattproof-reader-'));
const path = join(dir, 'study.wattproof');
const WORKER = new URL('../../../engine/study-thread/worker.ts', import.meta.url);
const settings = DEFAULT_SETTINGS;
const log = openLog(dir, 'window');
let reader: StudyReader;

beforeAll(() => {
  writeBigStudy(path, { trials: 40, samples: 16_000 });
  reader = new StudyReader(WORKER, log);
});
afterAll(async () => {
  await reader.close();
  rmSync(dir, { recursive: true });
});

test('answers are those of the functions themselves, in the order they were asked', async () => {
  const order: string[] = [];
  const [view, line, trial] = await Promise.all([
    reader.ask({ kind: 'view', path, options: { settings } }).finally(() => order.push('view')),
    reader.ask({ kind: 'line', path, settings }).finally(() => order.push('line')),
    reader
      .ask({ kind: 'trial', path, trial: 3, window: { begin_s: 0.1, end_s: 0.5 } })
      .finally(() => order.push('trial')),
  ]);
  expect(view).toEqual(viewStudy(path, { settings }));
  expect(line).toEqual(studyLine(path, settings));
  expect(trial).toEqual(viewTrial(path, 3, { begin_s: 0.1, end_s: 0.5 }));
  expect(order).toEqual(['view', 'line', 'trial']);
});

test('a report is written', async () => {
  const out_path = join(dir, 'report.html');
  expect(await reader.ask({ kind: 'report', path, out_path, settings })).toBeNull();
});

test('errors keep their code and message, and the thread continues', async () => {
  const absent = join(dir, 'absent.wattproof');
  await expect(reader.ask({ kind: 'line', path: absent, settings })).rejects.toMatchObject({
    code: 'study',
    message: expect.stringContaining(absent),
  });
  await expect(reader.ask({ kind: 'trial', path, trial: 99, window: null })).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('no trial 99'),
  });
  expect((await reader.ask({ kind: 'line', path, settings })).trials).toBe(40);
});

test('open questions to a thread that dies fail in one line, and the next question starts another', async () => {
  const mortal = join(dir, 'mortal.mjs');
  writeFileSync(
    mortal,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ id, ask }) => {
       if (ask.trial === 13) throw new Error('out of memory');
       parentPort.postMessage({ id, ok: true, value: ask.trial });
     });`,
  );
  const other = new StudyReader(pathToFileURL(mortal), log);
  const ask = (trial: number) => other.ask({ kind: 'trial', path, trial, window: null });
  expect(await ask(1)).toBe(1);
  const refused = await ask(13).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AuditError);
  expect(refused).toMatchObject({
    code: 'study',
    message: expect.stringMatching(/interrupted \(out of memory\)/),
  });
  expect(await ask(2)).toBe(2);
  expect(readFileSync(log.path, 'utf8')).toMatch(
    /window \d+ error the study thread: Error: out of memory\n.+mortal\.mjs/,
  );
  await other.close();
});

test('questions open at its close are rejected, not left hanging', async () => {
  const closing = new StudyReader(WORKER, log);
  const asked = closing.ask({ kind: 'line', path, settings });
  await closing.close();
  await expect(asked).rejects.toMatchObject({ code: 'study' });
});
