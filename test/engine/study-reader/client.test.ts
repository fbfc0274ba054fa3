// The processes that read studies: they answer like the functions themselves, keep the codes of errors, and can be killed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditError } from '../../../core/errors.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings.ts';
import { loadDesign } from '../../../engine/design/design-file.ts';
import { openLog } from '../../../engine/setup/log.ts';
import { studyLine } from '../../../engine/study/study-line.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { viewTrial } from '../../../engine/study/trial-view.ts';
import { type StartReader, StudyReader } from '../../../engine/study-reader/client.ts';
import { READER_LIMITS } from '../../../engine/study-reader/limits.ts';
import { writeBigStudy } from '../../bench/big-study.ts';
import { nodeReader } from './node-process.ts';

const dir = mkdtempSync(join(tmpdir(), 'wattproof-reader-'));
const path = join(dir, 'study.wattproof');
const settings = DEFAULT_SETTINGS;
const log = openLog(dir, 'window');
let reader: StudyReader;

beforeAll(() => {
  writeBigStudy(path, { trials: 40, samples: 16_000 });
  // A machine busy with other tests may need long for what takes a fraction of a second.
  reader = new StudyReader(nodeReader(), log, { ...READER_LIMITS, start_s: 60, limitS: () => 60 });
});
afterAll(() => {
  reader.close();
  rmSync(dir, { recursive: true });
});

test('answers are those of the functions themselves', async () => {
  const [view, line, trial] = await Promise.all([
    reader.ask({ kind: 'view', path, options: { settings } }),
    reader.ask({ kind: 'line', path, settings }),
    reader.ask({ kind: 'trial', path, trial: 3, window: { begin_s: 0.1, end_s: 0.5 } }),
  ]);
  expect(view).toEqual(viewStudy(path, { settings }));
  expect(line).toEqual(studyLine(path, settings));
  expect(trial).toEqual(viewTrial(path, 3, { begin_s: 0.1, end_s: 0.5 }));
});

test('a report is written', async () => {
  const out_path = join(dir, 'report.html');
  expect(await reader.ask({ kind: 'report', path, out_path, settings })).toBeNull();
});

test('trials are excluded and included, and a design is read', async () => {
  const excluded = async () =>
    (await reader.ask({ kind: 'view', path, options: { settings } })).trials[2]?.excluded;
  await reader.ask({ kind: 'exclude', path, trial: 3, reason: 'the fan failed' });
  expect(await excluded()).toMatch('the fan failed');
  await reader.ask({ kind: 'include', path, trial: 3 });
  expect(await excluded()).toBeNull();
  const design = fileURLToPath(new URL('../../../examples/designs/first-try.yaml', import.meta.url));
  expect(await reader.ask({ kind: 'design', path: design })).toEqual(loadDesign(design));
});

test('errors keep their code and message, and the reader continues', async () => {
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

/** A program whose answers depend on the number of the trial. */
function programOf(text: string): StartReader {
  const program = join(dir, `program-${programs++}.mjs`);
  writeFileSync(
    program,
    `process.send('ready'); process.on('message', ({ id, ask }) => {${text}; process.send({ id, ok: true, value: ask.trial })});`,
  );
  return nodeReader(program);
}
let programs = 0;
const trial = (own: StudyReader, number: number, file = path) =>
  own.ask({ kind: 'trial', path: file, trial: number, window: null });

test('a process that dies takes only its own question with it', async () => {
  const own = new StudyReader(programOf('if (ask.trial === 13) process.exit(5)'), log);
  const [one, dead, two] = await Promise.allSettled([trial(own, 1), trial(own, 13), trial(own, 2)]);
  expect([one, two]).toMatchObject([{ value: 1 }, { value: 2 }]);
  expect(dead).toMatchObject({
    reason: new AuditError('study', 'reading the study was interrupted (code 5); open it again'),
  });
  expect(await trial(own, 3)).toBe(3);
  expect(readFileSync(log.path, 'utf8')).toMatch(/error a process that reads studies: it ended with code 5/);
  own.close();
});

test('a question without end is refused at its limit, and others are answered meanwhile', async () => {
  const limits = { ...READER_LIMITS, limitS: () => 3 };
  const own = new StudyReader(programOf('while (ask.trial === 13);'), log, limits);
  const endless = trial(own, 13, '/evil.wattproof').catch((error: unknown) => error);
  let is_refused = false;
  void endless.then(() => {
    is_refused = true;
  });
  expect(await trial(own, 1)).toBe(1);
  expect(is_refused).toBe(false);
  expect(await endless).toMatchObject({
    code: 'study',
    message: expect.stringMatching(/^\/evil\.wattproof took more than 3 s to read and was closed/),
  });
  own.close();
});

test('a question that takes too much memory is refused', async () => {
  const grow = 'if (ask.trial === 13) { globalThis.kept = Buffer.alloc(300e6, 1); return }';
  const own = new StudyReader(programOf(grow), log, { ...READER_LIMITS, memory_bytes: 200e6 });
  await expect(trial(own, 13)).rejects.toMatchObject({
    code: 'study',
    message: expect.stringContaining('took more than 200 MB of memory to read'),
  });
  own.close();
});

test('the list of studies never takes every process', async () => {
  const own = new StudyReader(programOf("while (ask.kind === 'line')"), log);
  const lines = Array.from({ length: 6 }, () =>
    own.ask({ kind: 'line', path, settings }).catch((error: unknown) => error),
  );
  expect(await trial(own, 7)).toBe(7);
  own.close();
  for (const line of await Promise.all(lines)) expect(line).toMatchObject({ code: 'study' });
});

test('questions open at its close are rejected, and later ones too', async () => {
  const closing = new StudyReader(nodeReader(), log);
  const asked = closing.ask({ kind: 'line', path, settings });
  closing.close();
  await expect(asked).rejects.toMatchObject({ code: 'study' });
  await expect(closing.ask({ kind: 'line', path, settings })).rejects.toMatchObject({ code: 'study' });
});
