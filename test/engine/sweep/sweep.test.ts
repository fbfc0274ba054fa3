import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { SweepProgress } from '../../../core/contract/ipc.ts';
import { readEpochs } from '../../../db/epochs.ts';
import { readEvents } from '../../../db/events.ts';
import { readPhases } from '../../../db/phases.ts';
import { countSamples, sampleSpan } from '../../../db/samples.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../../db/study-file.ts';
import { readTrials } from '../../../db/trials.ts';
import { readWallReadings } from '../../../db/wall-readings.ts';
import type { EngineParts } from '../../../engine/setup/parts.ts';
import { runDocument } from '../../../engine/study/run-document.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { runSweep } from '../../../engine/sweep/sweep.ts';
import { SweepControl } from '../../../engine/sweep/sweep-control.ts';
import { runningPowercap } from '../../fixtures/powercap/running-powercap.ts';
import { testParts } from '../parts.ts';
import { tinyDesign } from '../tiny-design.ts';

const undo: (() => unknown)[] = [];
afterEach(() => {
  for (const one of undo.splice(0)) one();
});

function sweep(parts: EngineParts, design = tinyDesign(), signal = new AbortController().signal) {
  const study_path = join(parts.env.data_dir, 's.wattproof');
  const seen: SweepProgress[] = [];
  const outcome = runSweep(parts, {
    design,
    study_path,
    signal,
    onProgress: (progress) => seen.push(progress),
  });
  return { outcome, study_path, seen };
}

function reading<T>(path: string, look: (study: StudyFile) => T): T {
  const study = openStudyFile(path, 'read');
  try {
    return look(study);
  } finally {
    closeStudyFile(study);
  }
}

/** A package that draws 20 W and memory that draws 5 W, for as long as the test runs. */
async function running() {
  const powercap = await runningPowercap();
  undo.push(() => powercap.remove());
  return powercap;
}

test('a sweep measures every trial, stores all of it and ends in an analysis', async () => {
  const powercap = await running();
  const parts = testParts({ variables: { WATTPROOF_POWERCAP_ROOT: powercap.root } });
  // Training runs of half a second, so that delays of the counters on a busy machine are comparatively small.
  const factors = { precision: ['fp32'], batch_size: [32, 128], neurons: [192], layers: [2], epochs: [2] };
  const data = { kind: 'synthetic', samples: 80_000, features: 32, classes: 4 };
  const { outcome, study_path, seen } = sweep(parts, tinyDesign({ replicates: 3, data, factors }));
  expect(await outcome).toMatchObject({ study: study_path, state: 'done', failed_trials: 0, message: null });

  const view = viewStudy(study_path, { settings: parts.settings });
  expect(view.trials.map((trial) => trial.state)).toEqual(Array(6).fill('done'));
  expect(view.kind).toBe('measured');
  for (const trial of view.trials) {
    // 20 W package + 5 W memory; the edges of such a short phase amount to some per cent
    expect(trial.power_total_w).toBeGreaterThan(18);
    expect(trial.power_total_w).toBeLessThan(32);
    expect(trial.ci?.[0]).toBeLessThan(trial.energy_total_j as number);
    expect(trial.ci?.[1]).toBeGreaterThan(trial.energy_total_j as number);
    expect(trial.accuracy).toBeGreaterThan(0.3); // four classes: chance is 0.25
  }
  expect(view.factors).toEqual(['batch_size']);
  expect(view.analysis?.n).toBe(6);
  expect(view.analysis?.groups).toHaveLength(2);
  expect(view.carbon?.region).toBe('WORLD');
  expect(runDocument(view, null).trials).toHaveLength(6);

  reading(study_path, (study) => {
    for (const trial of view.trials) {
      const phases = readPhases(study, trial.trial);
      expect(phases.map((phase) => phase.name)).toEqual([
        'idle',
        'load',
        'warmup',
        'train',
        'evaluate',
        'cooldown',
      ]);
      phases.forEach((phase, i) => {
        expect(phase.t_end_ns).toBeGreaterThanOrEqual(phase.t_begin_ns);
        if (i > 0) expect(phase.t_begin_ns).toBeGreaterThanOrEqual(phases[i - 1]?.t_end_ns as number);
      });
      expect(readEpochs(study, trial.trial)).toHaveLength(2);
      expect(readTrials(study)[trial.trial - 1]?.result).toMatchObject({ gemm: 'own', skipped_steps: null });
      const span = sampleSpan(study, trial.trial);
      expect(span.t_begin_ns).toBeLessThan(phases[1]?.t_begin_ns as number);
      expect(span.t_end_ns).toBeGreaterThan(phases[4]?.t_end_ns as number);
    }
  });

  // 25 W from the start of training to where the line between its two epochs crosses the target.
  const [first] = reading(study_path, (study) => readEpochs(study, 1));
  const target = { metric: 'loss' as const, value: (first?.train_loss as number) * 0.99 };
  const way = viewStudy(study_path, { settings: parts.settings, target, response: 'energy_to_target_j' });
  reading(study_path, (study) => {
    for (const { trial, energy_to_target_j } of way.trials) {
      const epochs = readEpochs(study, trial);
      const begin_ns = readPhases(study, trial).find(({ name }) => name === 'train')?.t_begin_ns as number;
      const [before, at] = epochs as [(typeof epochs)[0], (typeof epochs)[0]];
      if (before.train_loss <= target.value) {
        expect(energy_to_target_j).toBeGreaterThan(0);
        continue;
      }
      const share = (before.train_loss - target.value) / (before.train_loss - at.train_loss);
      const seconds = (before.t_end_ns - begin_ns + share * (at.t_end_ns - before.t_end_ns)) / 1e9;
      expect((energy_to_target_j as number) / seconds).toBeGreaterThan(18);
      expect((energy_to_target_j as number) / seconds).toBeLessThan(32);
    }
  });
  expect(way.analysis?.response).toBe('energy_to_target_j');
  expect(way.sweep?.target).toMatchObject({ reached: 6, unreached: [] });
  const never = { metric: 'accuracy' as const, value: 0.999999 };
  const far = viewStudy(study_path, { settings: parts.settings, target: never });
  expect(far.sweep?.target?.unreached).toEqual([1, 2, 3, 4, 5, 6]);

  expect(seen.at(-1)).toMatchObject({ trial: 6, trials: 6, fraction: 1, eta_s: 0 });
  seen.forEach((progress, i) => {
    if (i > 0)
      expect(progress.fraction).toBeGreaterThanOrEqual((seen[i - 1] as SweepProgress).fraction - 0.2);
  });
});

test('cells of a block get equal weights: the same seed for both cells, another in the next block', async () => {
  const parts = testParts();
  const { outcome, study_path } = sweep(
    parts,
    tinyDesign({ factors: { batch_size: [32], neurons: [16, 24], epochs: [1] } }),
  );
  await outcome;
  const seeds = reading(study_path, (study) =>
    study.db
      .prepare('select block, count(distinct seed) as n, min(seed) as seed from trial group by block')
      .all(),
  ) as { n: number; seed: number }[];
  expect(seeds.map((row) => row.n)).toEqual([1, 1]);
  expect(seeds[0]?.seed).not.toBe(seeds[1]?.seed);
});

test('with only models the study says so and the verdict starts with it', async () => {
  const parts = testParts();
  const { outcome, study_path } = sweep(parts);
  await outcome;
  const view = viewStudy(study_path, { settings: parts.settings });
  expect(view.kind).toBe('modelled');
  expect(view.analysis?.verdict.text).toMatch(/^[^.]*(estimates|model)/i);
  const time = viewStudy(study_path, { settings: parts.settings, response: 'duration_s' });
  expect(time.analysis?.verdict.text).not.toMatch(/estimate/i);
});

test('abort ends the running trial, keeps what was recorded and leaves the rest planned', async () => {
  const parts = testParts();
  const abort = new AbortController();
  const long = tinyDesign({ factors: { batch_size: [32, 128], neurons: [256], epochs: [5000] } });
  const { outcome, study_path, seen } = sweep(parts, long, abort.signal);
  while (!seen.some((progress) => progress.phase === 'train'))
    await new Promise((done) => setTimeout(done, 20));
  await new Promise((done) => setTimeout(done, 400));
  abort.abort();
  expect(await outcome).toMatchObject({ state: 'aborted', message: 'stopped by the user in trial 1 of 4' });
  const view = viewStudy(study_path, { settings: parts.settings });
  expect(view.trials.map((trial) => trial.state)).toEqual(['aborted', 'planned', 'planned', 'planned']);
  expect(view.analysis).toBeNull();
  expect(reading(study_path, (study) => countSamples(study, 1))).toBeGreaterThan(3);
});

test('a trainer that is missing or lacks a precision is refused before a study is made', async () => {
  const missing = testParts({ trainer_path: '/nowhere/wattproof-trainer' });
  const first = sweep(missing);
  await expect(first.outcome).rejects.toThrow(/nowhere\/wattproof-trainer/);
  expect(existsSync(first.study_path)).toBe(false);

  const parts = testParts();
  const second = sweep(parts, tinyDesign({ factors: { precision: ['fp32', 'tf32'] } }));
  await expect(second.outcome).rejects.toThrow(/has no tf32 on this machine/);
  const third = sweep(parts, tinyDesign({ backend: 'tpu' }));
  await expect(third.outcome).rejects.toThrow(/needs backend tpu, but this trainer has cpu/);
  expect(existsSync(third.study_path)).toBe(false);
});

test('trials that fail are kept with their reason, and two in a row stop the sweep', async () => {
  const parts = testParts();
  const design = tinyDesign({
    data: { kind: 'csv', path: join(parts.env.data_dir, 'gone.csv'), label: 'y' },
  });
  const { outcome, study_path } = sweep(parts, design);
  const { state, message } = await outcome;
  expect(state).toBe('failed');
  expect(message).toMatch(/2 trials in a row failed.*gone\.csv/);
  const view = viewStudy(study_path, { settings: parts.settings });
  expect(view.trials.map((trial) => trial.state)).toEqual(['failed', 'failed', 'planned', 'planned']);
  expect(view.trials[0]?.flags.join()).toMatch(/gone\.csv/);
  expect(reading(study_path, readEvents).map((event) => event.kind)).toContain('trainer_failed');
});

test.each([
  ['freezes', /silent for longer and was stopped/],
  ['dies', /SIGSEGV/],
  ['wrong-shape', /rubbish|expected/i],
  ['half-line', /expected|rubbish|without a result/i],
])(
  'a trainer that %s in mid-sweep is told in one line, and what was sampled stays',
  async (fixture, message) => {
    const trainer_path = fileURLToPath(new URL(`../../fixtures/trainer/${fixture}.mjs`, import.meta.url));
    const parts = testParts({ trainer_path, trainer_silence_s: 1 });
    const { outcome, study_path } = sweep(parts);
    const end = await outcome;
    expect(end.state).toBe('failed');
    expect(end.message).toMatch(message);
    expect(end.message).not.toContain('\n');
    const view = viewStudy(study_path, { settings: parts.settings });
    expect(view.trials.map((trial) => trial.state)).toEqual(['failed', 'failed', 'planned', 'planned']);
    expect(view.trials[0]?.accuracy).toBeNull();
    expect(reading(study_path, (study) => countSamples(study, 1))).toBeGreaterThan(3);
  },
);

test('an existing study is not touched', async () => {
  const parts = testParts();
  const first = sweep(parts, tinyDesign({ replicates: 1 }));
  await first.outcome;
  const before = viewStudy(first.study_path, { settings: parts.settings });
  await expect(sweep(parts).outcome).rejects.toThrow(/already exists/);
  expect(viewStudy(first.study_path, { settings: parts.settings })).toEqual(before);
});

test('a pause waits for the end of the trial, a wall reading is stored with its trial, and the sweep then finishes', async () => {
  const powercap = await running();
  const parts = testParts({ variables: { WATTPROOF_POWERCAP_ROOT: powercap.root } });
  const control = new SweepControl();
  expect(() => control.enterWall({ power_w: 80, age_s: 0 })).toThrow(/while the sweep runs/);
  const study_path = join(parts.env.data_dir, 's.wattproof');
  const seen: SweepProgress[] = [];
  const outcome = runSweep(parts, {
    design: tinyDesign(),
    study_path,
    signal: new AbortController().signal,
    control,
    onProgress(progress) {
      seen.push(progress);
      if (progress.trial === 1 && progress.phase === 'train' && control.wall_readings.length === 0) {
        control.enterWall({ power_w: 81.5, age_s: 1 });
        control.enterWall({ energy_kwh: 12.5, age_s: 0 });
        control.askPause();
      }
      if (progress.pause === 'paused') setTimeout(() => control.resume(), 300);
    },
  });
  expect((await outcome).state).toBe('done');
  const asked = seen.filter(({ pause }) => pause === 'asked');
  expect(new Set(asked.map(({ trial }) => trial))).toEqual(new Set([1]));
  const paused = seen.findIndex(({ pause }) => pause === 'paused');
  expect(seen.slice(0, paused).some(({ trial, state }) => trial === 1 && state === 'done')).toBe(true);
  expect(seen.slice(0, paused).every(({ trial }) => trial === 1)).toBe(true);
  reading(study_path, (study) => {
    const [power, energy] = [...readWallReadings(study)];
    expect(power).toMatchObject({ trial: 1, power_w: 81.5, energy_j: null, method: 'typed' });
    expect(energy).toMatchObject({ trial: 1, power_w: null, energy_j: 45e6 });
    const [train] = readPhases(study, 1).filter(({ name }) => name === 'train');
    // read a second before it was entered
    expect(power?.t_ns).toBeLessThan(train?.t_begin_ns ?? 0);
    const kinds = readEvents(study).map(({ kind }) => kind);
    expect(kinds).toContain('paused');
    expect(kinds).toContain('resumed');
    expect(readTrials(study).every(({ state }) => state === 'done')).toBe(true);
  });
});

test('a sweep aborted in a pause ends at once and keeps its finished trials', async () => {
  const parts = testParts();
  const control = new SweepControl();
  const aborter = new AbortController();
  const study_path = join(parts.env.data_dir, 's.wattproof');
  const outcome = await runSweep(parts, {
    design: tinyDesign(),
    study_path,
    signal: aborter.signal,
    control,
    onProgress(progress) {
      if (progress.trial === 1 && control.pause === 'none') control.askPause();
      if (progress.pause === 'paused') aborter.abort();
    },
  });
  expect(outcome).toMatchObject({
    state: 'aborted',
    message: 'stopped by the user while paused before trial 2',
  });
  reading(study_path, (study) => {
    expect(readTrials(study)[0]?.state).toBe('done');
    expect(readTrials(study)[1]?.state).toBe('planned');
  });
});
