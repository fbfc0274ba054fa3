// The sampler's thread dies or hangs within a trial and is started again: a counter heals the trial, a model cannot.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { readEnergies } from '../../../db/energies.ts';
import { readEvents } from '../../../db/events.ts';
import { readPhases } from '../../../db/phases.ts';
import { walkSamples } from '../../../db/samples.ts';
import { readSources } from '../../../db/sources.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../../db/study-file.ts';
import { readTrials } from '../../../db/trials.ts';
import { runSweep } from '../../../engine/sweep/sweep.ts';
import { makePowercap, RANGE_UJ } from '../../fixtures/powercap/make-powercap.ts';
import { moveCounters } from '../../fixtures/powercap/running-powercap.ts';
import { testParts } from '../parts.ts';
import { tinyDesign } from '../tiny-design.ts';

const PACED = fileURLToPath(new URL('../../fixtures/trainer/paced.mjs', import.meta.url));
const FAILING = new URL('../../fixtures/sampler/failing-worker.ts', import.meta.url);
const PACKAGE = 'intel-rapl:0';
const PACKAGE_W = 20;
/** Nobody reads for at least this long. */
const HOLE_MS = 1500;

const undo: (() => unknown)[] = [];
afterEach(() => {
  for (const one of undo.splice(0).reverse()) one();
  for (const name of ['TRAIN_MS', 'FAIL', 'SLOW_MS']) delete process.env[`WATTPROOF_TEST_${name}`];
});

/** One trial whose thread fails `how` in its training. @param max_energy_range_uj null: no counter, only models */
async function failing(how: 'die' | 'hang', train_ms: number, max_energy_range_uj: number | null) {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-healing-'));
  const fail = join(folder, 'fail');
  Object.assign(process.env, {
    WATTPROOF_TEST_TRAIN_MS: String(train_ms),
    WATTPROOF_TEST_FAIL: fail,
    WATTPROOF_TEST_SLOW_MS: String(HOLE_MS),
  });
  const variables: Record<string, string> = {};
  if (max_energy_range_uj !== null) {
    const powercap = makePowercap([
      { folder: PACKAGE, name: 'package-0', energy_uj: 5e6, max_energy_range_uj },
    ]);
    const stop = await moveCounters(powercap, { [PACKAGE]: PACKAGE_W }, 2);
    undo.push(() => powercap.remove(), stop);
    variables['WATTPROOF_POWERCAP_ROOT'] = powercap.root;
  }
  const parts = { ...testParts({ trainer_path: PACED, variables }), worker_url: FAILING };
  const study_path = join(folder, 's.wattproof');
  let is_broken = false;
  const outcome = await runSweep(parts, {
    design: tinyDesign({ replicates: 1, factors: { batch_size: [32, 64] }, idle_s: 0.3, cooldown_s: 0.3 }),
    study_path,
    signal: new AbortController().signal,
    onProgress({ phase, trial }) {
      // Only the first trial is looked at.
      if (trial === 2) process.env['WATTPROOF_TEST_TRAIN_MS'] = '10';
      if (phase !== 'train' || is_broken) return;
      is_broken = true;
      setTimeout(() => writeFileSync(fail, how), 500);
    },
  });
  const study = openStudyFile(study_path, 'read');
  undo.push(() => closeStudyFile(study));
  return { outcome, study, trial: readTrials(study)[0] };
}

function train(study: StudyFile) {
  const source = readSources(study).findIndex(({ domain }) => domain === 'package') + 1;
  const energy = readEnergies(study, 'train')
    .get(1)
    ?.find((one) => one.source === source);
  const phase = readPhases(study, 1).find(({ name }) => name === 'train');
  const length_s = ((phase?.t_end_ns ?? 0) - (phase?.t_begin_ns ?? 0)) / 1e9;
  const stamps_s = [...walkSamples(study, 1, source)].map(({ t_ns }) => t_ns / 1e9);
  const holes_s = stamps_s.slice(1).map((t_s, k) => t_s - (stamps_s[k] as number));
  return { energy, length_s, hole_s: Math.max(...holes_s) };
}

test('a thread that died is replaced, and the counter gives the energy of the hole with a wider interval', async () => {
  const { outcome, study, trial } = await failing('die', 6000, RANGE_UJ);
  expect(outcome).toMatchObject({ state: 'done', failed_trials: 0 });
  expect(trial?.state).toBe('done');
  const kinds = readEvents(study).map(({ kind }) => kind);
  expect(kinds).toContain('sampler_failed');
  expect(kinds).toContain('sampler_restarted');
  const { energy, length_s, hole_s } = train(study);
  expect(hole_s).toBeGreaterThan(HOLE_MS / 1e3);
  // 20 W all along: once and only once, although nobody read for a part of it.
  const drawn_j = PACKAGE_W * length_s;
  expect(Math.abs((energy?.energy_j as number) - drawn_j)).toBeLessThan(0.05 * drawn_j);
  expect(energy?.ci?.[0]).toBeLessThan(drawn_j);
  expect(energy?.ci?.[1]).toBeGreaterThan(drawn_j);
  expect(energy).toMatchObject({ method: 'counter', unseen_s: 0, flags: expect.arrayContaining(['gap']) });
  expect(energy?.gap_s).toBeGreaterThan(HOLE_MS / 1e3);
});

test('without a counter the trial is discarded: its energy would be too low', async () => {
  const { outcome, trial } = await failing('die', 4000, null);
  expect(outcome).toMatchObject({ state: 'done', failed_trials: 1 });
  expect(trial?.state).toBe('failed');
  expect(trial?.message).toMatch(
    /the power sampler failed in the training, and no counter knows .* s of model:cpu are missing/,
  );
});

test('a counter that may have gone round more than once is ambiguous, so the trial is discarded', async () => {
  // At 1200 W, the most a package can draw, a range of 1000 J lasts for less than the hole.
  const { trial } = await failing('die', 4000, 1000e6);
  expect(trial?.state).toBe('failed');
  expect(trial?.flags).toContain('wrap_unknown');
  expect(trial?.message).toMatch(/s of rapl:package-0 are missing/);
});
