import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PLAIN_SOURCE, type Source } from '../../core/source.ts';
import { insertEnergies, readEnergies } from '../../db/energies.ts';
import { insertEpoch, readEpochs } from '../../db/epochs.ts';
import { insertEvent, readEvents } from '../../db/events.ts';
import { insertFactors, readVariedFactors } from '../../db/factors.ts';
import { beginPhase, endPhase, readPhaseSpans, readPhases } from '../../db/phases.ts';
import { insertSamples, readSamples } from '../../db/samples.ts';
import { insertSources, readSources } from '../../db/sources.ts';
import { closeStudyFile, createStudyFile, type StudyFile } from '../../db/study-file.ts';
import { beginTrial, endTrial, insertTrials, readTrials, storeResult } from '../../db/trials.ts';

const SOURCE: Source = {
  ...PLAIN_SOURCE,
  id: 'rapl:package-0',
  device: 'Some CPU',
  domain: 'package',
  kind: 'measured',
  method: 'RAPL powercap',
  reference: null,
  update_period_s: 0.001,
  accuracy_pct: 5,
  counter_range_j: 262_143.328_85,
  counter_unit_j: 6.1e-5,
};
const levels = { precision: 'fp32', batch_size: 64, neurons: 8, layers: 1, epochs: 1 } as const;

let study: StudyFile;
beforeEach(() => {
  study = createStudyFile(join(mkdtempSync(join(tmpdir(), 'wattproof-db-')), 's.wattproof'));
  insertSources(study, [
    SOURCE,
    { ...SOURCE, id: 'model:ram', domain: 'dram', kind: 'modelled', is_constant: true },
  ]);
  insertTrials(study, [{ order: 1, block: 1, replicate: 1, seed: 9, levels }]);
});
afterEach(() => closeStudyFile(study));

test('a plan of several hundred trials is stored whole and in order, with the levels of each as text', () => {
  const planned = Array.from({ length: 349 }, (_, i) => ({
    order: i + 2,
    block: 1 + (i % 7),
    replicate: 2,
    seed: i,
    levels: i % 2 === 0 ? levels : { ...levels, batch_size: 32 },
  }));
  insertTrials(study, planned);
  const [, ...stored] = readTrials(study);
  expect(stored).toHaveLength(349);
  stored.forEach((trial, i) => {
    const batch_size = i % 2 === 0 ? '64' : '32';
    expect(trial).toMatchObject({ id: i + 2, block: 1 + (i % 7), replicate: 2, seed: i, state: 'planned' });
    expect(trial.levels).toEqual({ precision: 'fp32', batch_size, neurons: '8', layers: '1', epochs: '1' });
  });
});

test('sources keep every field and their order', () => {
  expect(readSources(study)[0]).toEqual(SOURCE);
  expect(readSources(study).map(({ id, is_constant }) => [id, is_constant])).toEqual([
    ['rapl:package-0', false],
    ['model:ram', true],
  ]);
});

test('a missing reading stays null with its flag, and a large monotonic timestamp stays exact', () => {
  const t_ns = 9_007_199_254_740_991; // 104 days of uptime: the last exact integer
  insertSamples(study, 1, {
    samples: [
      { source: 1, t_ns: t_ns - 1, power_w: null, energy_j: 12.5, flag: null },
      { source: 1, t_ns, power_w: null, energy_j: null, flag: 'read_failed' },
    ],
    states: [],
    processes: [],
    anchors: [{ t_ns, unix_ms: 1, boot_ms: 2 }],
  });
  expect(readSamples(study, 1, 1, { t_begin_ns: 0, t_end_ns: t_ns })).toEqual([
    { t_ns: t_ns - 1, power_w: null, energy_j: 12.5, flag: null },
    { t_ns, power_w: null, energy_j: null, flag: 'read_failed' },
  ]);
  expect(readSamples(study, 1, 1, { t_begin_ns: t_ns, t_end_ns: t_ns })).toHaveLength(1);
  expect(readSamples(study, 1, 2, { t_begin_ns: 0, t_end_ns: t_ns })).toHaveLength(0);
});

test('the samples of a window are found with the index, not by scanning', () => {
  const plan = study.db
    .prepare(
      'explain query plan select * from sample where trial = 1 and source = 1 and t_ns between 1 and 2',
    )
    .all() as { detail: string }[];
  expect(plan.map((row) => row.detail).join()).toMatch(/SEARCH sample USING PRIMARY KEY/);
});

test('phases open and close, and one that never closed stays open', () => {
  beginPhase(study, 1, 'train', 200);
  beginPhase(study, 1, 'idle', 100);
  endPhase(study, 1, 'idle', 150);
  expect(readPhases(study, 1)).toEqual([
    { name: 'idle', t_begin_ns: 100, t_end_ns: 150 },
    { name: 'train', t_begin_ns: 200, t_end_ns: null },
  ]);
  expect(readPhaseSpans(study, 'train').get(1)?.t_end_ns).toBeNull();
});

test('a trial goes from planned through running to its end, with its result', () => {
  expect(readTrials(study)[0]).toMatchObject({
    state: 'planned',
    result: null,
    levels: { batch_size: '64' },
  });
  beginTrial(study, 1, 1000);
  const result = {
    backend: 'cpu',
    device: 'CPU',
    isa: null,
    threads: 2,
    parameters: 100,
    train_samples: 10,
    samples_per_s: 5,
    train_loss: 0.5,
    test_loss: 0.6,
    test_accuracy: 0.8,
    weights_hash: 'ab',
    gemm: 'own',
    cpus: '0-1,4',
    skipped_steps: 3,
    validation_loss: 0.4,
    validation_accuracy: null,
    answered_precision: 'fp32',
    answered_batch_size: 32,
    answered_seed: 7,
  };
  storeResult(study, 1, result);
  endTrial(study, 1, { state: 'done', ended_unix_ms: 2000, message: null, flags: ['gap'] });
  expect(readTrials(study)[0]).toMatchObject({
    state: 'done',
    flags: ['gap'],
    result,
    started_unix_ms: 1000,
  });
});

test('energies, epochs, events and factors are read back as stored', () => {
  const energy = {
    phase: 'train',
    source: 1,
    method: 'counter' as const,
    energy_j: 10,
    ci: [9, 11] as const,
    gap_s: 0,
    unseen_s: 0,
    counter_j: 10,
    integral_j: null,
    average_j: 9.5,
    idle_power_w: 20,
    net_j: 4,
    net_ci: [3, 5] as const,
    flags: ['wrapped'],
  };
  const missing = {
    ...energy,
    source: 2,
    method: null,
    energy_j: null,
    ci: null,
    counter_j: null,
    net_j: null,
    net_ci: null,
    flags: [],
  };
  insertEnergies(study, 1, [energy, missing]);
  expect(readEnergies(study, 'train').get(1)).toEqual([energy, missing]);
  expect(readEnergies(study, 'idle').size).toBe(0);

  const epoch = {
    epoch: 1,
    t_begin_ns: 1,
    t_end_ns: 2,
    samples: 3,
    train_loss: 0.1,
    train_accuracy: 0.9,
    skipped_steps: null,
    loss_scale: null,
  };
  insertEpoch(study, 1, epoch);
  expect(readEpochs(study, 1)).toEqual([epoch]);

  insertEvent(study, { trial: null, t_ns: 5, kind: 'gap', message: 'a gap' });
  expect(readEvents(study)).toEqual([{ trial: null, t_ns: 5, kind: 'gap', message: 'a gap' }]);

  insertFactors(study, { precision: ['fp32'], batch_size: [64, 256] });
  expect(readVariedFactors(study)).toEqual(['batch_size']);
});

test('a sample without its trial is refused', () => {
  const orphan = { source: 1, t_ns: 1, power_w: 1, energy_j: null, flag: null };
  expect(() =>
    insertSamples(study, 99, { samples: [orphan], states: [], processes: [], anchors: [] }),
  ).toThrow(/FOREIGN KEY/);
});
