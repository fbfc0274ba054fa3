// An unfinished sweep is taken up again: same order and seeds, the interrupted trial once more, the gap on record.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { SweepProgress } from '../../../core/contract/ipc.ts';
import type { Design } from '../../../core/design/design.ts';
import { layOut } from '../../../core/design/layout.ts';
import { readEvents } from '../../../db/events.ts';
import { readLooks } from '../../../db/looks.ts';
import { readSessions } from '../../../db/sessions.ts';
import { readStudy } from '../../../db/studies.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../../db/study-file.ts';
import { readTrials, readTries } from '../../../db/trials.ts';
import { verifyStudy } from '../../../engine/integrity/verify.ts';
import type { EngineParts } from '../../../engine/setup/parts.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { recordCommand } from '../../../engine/sweep/record.ts';
import { type OnChangedMachine, resumeSweep } from '../../../engine/sweep/resume.ts';
import { runSweep } from '../../../engine/sweep/sweep.ts';
import { testParts } from '../parts.ts';
import { tinyDesign } from '../tiny-design.ts';

const PACED = fileURLToPath(new URL('../../fixtures/trainer/paced.mjs', import.meta.url));
const STATES = ['done', 'done', 'done', 'done'];

afterEach(() => {
  for (const name of ['WATTPROOF_TEST_TRAIN_MS', 'WATTPROOF_TEST_SEEDS']) delete process.env[name];
});

interface Unfinished {
  readonly parts: EngineParts;
  readonly study_path: string;
  readonly design: Design;
  /** What the trainer was told, one line a training. */
  seeds(): string[];
}

/** Runs a sweep and stops it in the training of trial `stop_in`; 0: lets it end. */
async function stopped(
  stop_in: number,
  changes: Partial<Record<keyof Design, unknown>> = {},
  after_ms = 0,
): Promise<Unfinished> {
  const told = join(mkdtempSync(join(tmpdir(), 'wattproof-seeds-')), 'seeds');
  process.env['WATTPROOF_TEST_SEEDS'] = told;
  const parts = testParts({ trainer_path: PACED, collector_path: null });
  const study_path = join(parts.env.data_dir, 's.wattproof');
  const design = tinyDesign({ idle_s: 0, cooldown_s: 0, ...changes });
  const abort = new AbortController();
  await runSweep(parts, {
    design,
    study_path,
    signal: abort.signal,
    onProgress({ trial, phase }) {
      if (trial === stop_in && phase === 'train') setTimeout(() => abort.abort(), after_ms);
    },
  });
  return { parts, study_path, design, seeds: () => readFileSync(told, 'utf8').trim().split('\n') };
}

function resumed({ parts, study_path }: Unfinished, on_changed_machine: OnChangedMachine = 'refuse') {
  const seen: SweepProgress[] = [];
  const outcome = resumeSweep(parts, {
    study_path,
    on_changed_machine,
    signal: new AbortController().signal,
    onProgress: (progress) => seen.push(progress),
  });
  return { seen, outcome };
}

function reading<T>(path: string, look: (study: StudyFile) => T): T {
  const study = openStudyFile(path, 'read');
  try {
    return look(study);
  } finally {
    closeStudyFile(study);
  }
}

function change(path: string, sql: string): void {
  const study = openStudyFile(path, 'write');
  study.db.exec(sql);
  closeStudyFile(study);
}

/** A study as a killed program leaves it: trial 3 is running, and nobody owns the file. */
const asKilled = `update trial set state = 'running', ended_unix_ms = null, message = null where id = 3;
  update study set state = 'running', ended_unix_ms = null, owner_pid = 999999999`;

test('the interrupted trial is run again in its place, its try is kept, and seeds and order are those of the plan', async () => {
  const it = await stopped(3);
  const before = reading(it.study_path, readTrials);
  expect(before.map(({ state }) => state)).toEqual(['done', 'done', 'aborted', 'planned']);
  change(it.study_path, asKilled);
  const { outcome, seen } = resumed(it);
  expect(await outcome).toMatchObject({ state: 'done', failed_trials: 0, message: null });

  reading(it.study_path, (study) => {
    const trials = readTrials(study);
    expect(trials.map(({ state }) => state)).toEqual(STATES);
    expect(trials.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(trials.map(({ seed, block, levels }) => ({ seed, block, levels }))).toEqual(
      layOut(it.design).map(({ seed, block, levels }) => ({
        seed,
        block,
        levels: Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, String(level)])),
      })),
    );
    const [one, ...more] = readTries(study);
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      id: 5,
      retry: 3,
      state: 'aborted',
      ended_unix_ms: null,
      seed: trials[2]?.seed,
    });
    expect(trials.map(({ session }) => session)).toEqual([1, 1, 2, 2]);
    expect(one?.session).toBe(1);
    expect(
      readSessions(study).map(({ id, pid, ended_unix_ms }) => [id, pid, ended_unix_ms !== null]),
    ).toEqual([
      [1, process.pid, true],
      [2, process.pid, true],
    ]);
    const taken_up = readEvents(study).find(({ kind }) => kind === 'taken_up');
    expect(taken_up?.message).toMatch(/trial 3 was interrupted and is run again, .*kept as trial 5/);
    expect(readStudy(study)).toMatchObject({ state: 'done', owner_pid: null, owner_started: null });
  });
  // The trainings in their order, the third one twice.
  const planned = layOut(it.design).map(
    ({ seed, levels }) => `${seed} ${levels.batch_size} ${levels.precision}`,
  );
  expect(it.seeds()).toEqual([...planned.slice(0, 3), ...planned.slice(2)]);
  // Progress goes on where it was, with a forecast from the stored trials.
  expect(seen[0]).toMatchObject({ trial: 3, trials: 4 });
  expect(seen.at(-1)).toMatchObject({ trial: 4, fraction: 1 });
  expect(seen.some(({ trial, eta_s }) => trial === 3 && eta_s !== null)).toBe(true);
});

test('a try is in the totals and in no test, and every analysis says so', async () => {
  process.env['WATTPROOF_TEST_TRAIN_MS'] = '600';
  const it = await stopped(3, {}, 400);
  await resumed(it).outcome;
  const { settings } = it.parts;
  const view = viewStudy(it.study_path, { settings });
  expect(view.trials.map(({ trial }) => trial)).toEqual([1, 2, 3, 4]);
  expect(view.analysis?.n).toBe(4);
  expect(view.tries).toMatchObject([{ trial: 5, retry: 3 }]);
  expect(view.tries[0]?.energy_total_j).toBeGreaterThan(0);
  const of_trials_j = view.trials.reduce((sum, { energy_total_j }) => sum + (energy_total_j ?? 0), 0);
  const of_all_kwh = (of_trials_j + (view.tries[0]?.energy_total_j ?? 0)) / 3.6e6;
  const { carbon_g, intensity_g_per_kwh } = view.carbon ?? { carbon_g: 0, intensity_g_per_kwh: 1 };
  expect(carbon_g).toBeCloseTo(of_all_kwh * intensity_g_per_kwh, 9);
  expect(view.analysis?.warnings[0]).toMatch(
    /^The sweep was interrupted after trial 2 and taken up again .* later, with trial 3\./,
  );
  expect(view.analysis?.warnings[0]).toMatch(
    /Trial 3 was begun and run again: its interrupted try used .* in the totals and in no test\./,
  );
  expect(view.unfinished).toBeNull();
});

test('stopped twice in one trial, both tries are kept; failed trials stay failed', async () => {
  const it = await stopped(2);
  change(it.study_path, `update trial set state = 'failed', message = 'out of memory' where id = 1`);
  process.env['WATTPROOF_TEST_TRAIN_MS'] = '5000';
  const abort = new AbortController();
  const second = await resumeSweep(it.parts, {
    study_path: it.study_path,
    on_changed_machine: 'refuse',
    signal: abort.signal,
    onProgress: ({ phase }) => {
      if (phase === 'train') abort.abort();
    },
  });
  expect(second.state).toBe('aborted');
  expect(viewStudy(it.study_path, { settings: it.parts.settings }).unfinished).toEqual({
    left: 3,
    interrupted: 2,
  });
  delete process.env['WATTPROOF_TEST_TRAIN_MS'];
  // In between and at the end, everything fits its hash chain and its samples.
  const findings = (): string[] => verifyStudy(it.study_path).findings.map(({ where }) => where);
  expect(findings().filter((where) => !/^trial 1\b/.test(where))).toEqual([]);
  expect(await resumed(it).outcome).toMatchObject({ state: 'done', failed_trials: 1 });
  expect(findings().filter((where) => !/^trial 1\b/.test(where))).toEqual([]);
  reading(it.study_path, (study) => {
    expect(readTrials(study).map(({ state }) => state)).toEqual(['failed', 'done', 'done', 'done']);
    expect(readTries(study).map(({ id, retry, session }) => [id, retry, session])).toEqual([
      [5, 2, 1],
      [6, 2, 2],
    ]);
    expect(
      readEvents(study)
        .filter(({ kind }) => kind === 'taken_up')
        .at(-1)?.message,
    ).toMatch(/1 failed trial stays failed/);
  });
});

test('the warm-up runs again before the first trial that is left', async () => {
  const it = await stopped(3, { protocol: { warmup_trials: 1 } });
  await resumed(it).outcome;
  expect(it.seeds()).toHaveLength(1 + 3 + 1 + 2);
  const kinds = reading(it.study_path, readEvents).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'warmed_up')).toHaveLength(2);
});

test('killed after its last trial, a sweep only has to be ended', async () => {
  const it = await stopped(0);
  change(it.study_path, `update study set state = 'running', ended_unix_ms = null, owner_pid = 999999999`);
  const trainings = it.seeds().length;
  expect(await resumed(it).outcome).toMatchObject({ state: 'done' });
  expect(it.seeds()).toHaveLength(trainings);
});

test('interim looks go on from the stored trials: the same looks at the same data', async () => {
  const stop = { response: 'duration_s', half_width_pct: 0.01, least_replicates: 8 };
  const changes = { replicates: 11, protocol: { stop } };
  process.env['WATTPROOF_TEST_TRAIN_MS'] = '10';
  const it = await stopped(19, changes);
  const looks = reading(it.study_path, readLooks);
  expect(looks.map(({ n }) => n)).toEqual([8, 9]);
  // The look of the ninth block was due when the program ended.
  change(it.study_path, 'delete from look where n = 9');
  await resumed(it).outcome;
  const after = reading(it.study_path, readLooks);
  expect(after.map(({ n }) => n)).toEqual([8, 9, 10, 11]);
  expect(after.slice(0, 2)).toEqual(looks);
});

test('a study that cannot be taken up is refused in one line, and left as it is', async () => {
  const it = await stopped(3);
  const refusal = async (sql: string, words: RegExp): Promise<void> => {
    change(it.study_path, sql);
    await expect(resumed(it).outcome).rejects.toThrow(words);
  };
  await refusal(`update study set state = 'done'`, /is done; to run its design anew use run --again/);
  await refusal(
    `update study set state = 'running', owner_pid = ${process.pid}, owner_boot_id = null`,
    new RegExp(`is being written by process ${process.pid}; wait until it ends`),
  );
  await refusal('update study set owner_pid = null, design_json = null', /holds no design/);
  expect(reading(it.study_path, readTries)).toEqual([]);

  const recording = join(it.parts.env.data_dir, 'r.wattproof');
  await recordCommand(it.parts, { command: ['true'], study_path: recording, stdout: 'stderr' });
  await expect(resumed({ ...it, study_path: recording }).outcome).rejects.toThrow(/recording of a command/);
  await expect(resumed({ ...it, study_path: '/nowhere.wattproof' }).outcome).rejects.toThrow(/no study file/);
});

test('a data set that is gone is refused before anything is written', async () => {
  const it = await stopped(3);
  const data = { kind: 'csv', path: join(it.parts.env.data_dir, 'gone.csv'), label: 'y' };
  change(
    it.study_path,
    `update study set design_json = json_set(design_json, '$.data', json('${JSON.stringify(data)}'))`,
  );
  await expect(resumed(it).outcome).rejects.toThrow(/data set .* no longer at .*gone\.csv; put it back/);
  expect(reading(it.study_path, readSessions)).toHaveLength(1);
});

test('another machine is refused with the reason, or accepted and said in every analysis', async () => {
  const it = await stopped(3);
  change(
    it.study_path,
    `update session set machine_json = json_set(machine_json, '$.machine.cpu_model', 'Abacus 9', '$.machine.kernel', '1.0')`,
  );
  await expect(resumed(it).outcome).rejects.toThrow(
    /another machine, .*the processor was Abacus 9, now .*--on-changed-machine accept/,
  );
  expect(reading(it.study_path, (study) => readSessions(study).length)).toBe(1);
  expect(await resumed(it, 'accept').outcome).toMatchObject({ state: 'done' });
  const warning = viewStudy(it.study_path, { settings: it.parts.settings }).analysis?.warnings.join('\n');
  expect(warning).toMatch(/The machine changed meanwhile: the processor was Abacus 9, now [^;]*\./);
  expect(warning).not.toMatch(/kernel/);
  const events = reading(it.study_path, readEvents).filter(({ kind }) => kind === 'machine_changed');
  expect(events.map(({ message }) => message).join()).toMatch(/Abacus 9.*the kernel was 1\.0/);
});

test('a study from before schema 7 is taken up as well', async () => {
  const it = await stopped(3);
  change(
    it.study_path,
    'update trial set session = null; delete from session; delete from chain; update study set uuid = null',
  );
  await resumed(it).outcome;
  reading(it.study_path, (study) => {
    expect(readSessions(study).map(({ id }) => id)).toEqual([2]);
    expect(readTrials(study).map(({ session }) => session)).toEqual([null, null, 2, 2]);
  });
  const warning = viewStudy(it.study_path, { settings: it.parts.settings }).analysis?.warnings.join('\n');
  expect(warning).toMatch(/interrupted after trial 2/);
});
