// Writes a study as large as a term of measuring, 2,000 trials and ten
// million samples unless told otherwise; invented by a generator, so that every run writes the same.

import { readWords } from '../../build/words.ts';
import { Design } from '../../core/design/design.ts';
import { factorList } from '../../core/design/factor-list.ts';
import { layOut } from '../../core/design/layout.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { PLAIN_SOURCE, type Source } from '../../core/source.ts';
import { linkDesign } from '../../db/chain/closing.ts';
import { insertEpoch } from '../../db/epochs.ts';
import { insertFactors } from '../../db/factors.ts';
import { insertMachine } from '../../db/machines.ts';
import { insertSources } from '../../db/sources.ts';
import { endStudy, insertStudy } from '../../db/studies.ts';
import { closeStudyFile, createStudyFile, type StudyFile } from '../../db/study-file.ts';
import { beginTrial, endTrial, insertTrials, storeResult } from '../../db/trials.ts';
import { storeTrialEnergies } from '../../engine/study/trial-energy.ts';

export interface BigStudy {
  readonly trials: number;
  /** Over all trials and sources. */
  readonly samples: number;
}

const T0_NS = 1e12;
const STEP_NS = 10_000_000;
/** Silence between trials. */
const PAUSE_NS = 5e9;

const sensor = (part: Partial<Source> & Pick<Source, 'id' | 'device' | 'domain' | 'method'>): Source => ({
  ...PLAIN_SOURCE,
  kind: 'measured',
  reference: null,
  update_period_s: 0.01,
  accuracy_pct: 5,
  counter_range_j: null,
  counter_unit_j: null,
  ...part,
});
const SOURCES: readonly Source[] = [
  sensor({ id: 'nvml:GPU-1', device: 'GPU', domain: 'gpu', method: 'NVML power' }),
  sensor({
    id: 'rapl:package-0',
    device: 'CPU',
    domain: 'package',
    method: 'RAPL powercap',
    counter_range_j: 262143,
    counter_unit_j: 1e-6,
  }),
  sensor({
    id: 'rapl:dram-0',
    device: 'Memory',
    domain: 'dram',
    method: 'RAPL powercap',
    counter_range_j: 65712,
    counter_unit_j: 1e-6,
  }),
  sensor({
    id: 'rapl:core-0',
    device: 'Cores',
    domain: 'core',
    method: 'RAPL powercap',
    counter_range_j: 262143,
    counter_unit_j: 1e-6,
  }),
];
const LEVEL_W = [180, 60, 8, 45];

/** Numerical Recipes' generator. */
function generator(): () => number {
  let state = 1979;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Levels whose crossings, times whole replicates, make at least `trials`: the sweep is cut to as many. */
function designOf(trials: number): Design {
  const cells = trials >= 40 ? 8 : 2;
  return Design.parse({
    name: 'A term of measuring',
    backend: 'cpu',
    factors: {
      precision: ['fp32', 'bf16_mixed'],
      batch_size: cells === 8 ? [32, 128] : [32],
      neurons: cells === 8 ? [64, 256] : [64],
      layers: [1],
      epochs: [1],
    },
    replicates: Math.max(1, Math.min(1000, Math.ceil(trials / cells))),
    data: { kind: 'synthetic', samples: 1000, features: 8, classes: 3, seed: 1 },
  });
}

export function writeBigStudy(path: string, { trials, samples }: BigStudy): void {
  const study = createStudyFile(path);
  // No reader and no crash to fear while it is made.
  study.db.pragma('synchronous = off');
  const design = designOf(trials);
  const planned = layOut(design).slice(0, trials);
  insertStudy(study, {
    uuid: '0f0e0d0c-0b0a-4908-8706-050403020100',
    name: design.name,
    kind: 'sweep',
    state: 'running',
    created_unix_ms: Date.UTC(2026, 0, 5, 9),
    ended_unix_ms: null,
    owner_pid: null,
    owner_started: null,
    owner_boot_id: null,
    design_json: JSON.stringify(design),
    command_json: null,
    exit_code: null,
    settings_json: JSON.stringify(DEFAULT_SETTINGS),
    app_version: '0.1.0',
  });
  insertMachine(study, INVENTORY);
  insertSources(study, SOURCES);
  insertFactors(study, Object.fromEntries(factorList(design).map(({ name, levels }) => [name, levels])));
  insertTrials(study, planned);
  linkDesign(study);
  const uniform01 = generator();
  const of_each = Math.floor(samples / planned.length / SOURCES.length);
  let begin_ns = T0_NS;
  for (const { order, levels } of planned) {
    const saving = levels['precision'] === 'fp32' ? 1 : 0.9;
    begin_ns = writeTrial(study, { trial: order, begin_ns, of_each, saving, uniform01 }) + PAUSE_NS;
  }
  endStudy(study, { state: 'done', ended_unix_ms: Date.UTC(2026, 2, 5, 9), exit_code: null });
  closeStudyFile(study);
}

function writeTrial(
  study: StudyFile,
  of: { trial: number; begin_ns: number; of_each: number; saving: number; uniform01: () => number },
): number {
  const { trial, begin_ns, of_each, saving, uniform01 } = of;
  const insert = study.db.prepare('insert into sample values (?, ?, ?, ?, ?, ?)');
  const end_ns = begin_ns + of_each * STEP_NS;
  const train_ns = begin_ns + Math.floor(of_each / 5) * STEP_NS;
  const duration_s = (end_ns - train_ns) / 1e9;
  const level = saving * (1 + 0.02 * (uniform01() - 0.5));
  study.db.transaction(() => {
    beginTrial(study, trial, Date.UTC(2026, 0, 5, 9) + trial * 20_000);
    for (const index of SOURCES.keys()) {
      let counter_j = 0;
      for (let i = 0; i < of_each; i += 1) {
        const t_ns = begin_ns + i * STEP_NS;
        const is_lost = trial % 50 === 0 && i > of_each / 2 && i < of_each / 2 + 20;
        const rest = t_ns < train_ns ? 0.3 : level;
        const power_w = (LEVEL_W[index] ?? 0) * rest * (1 + 0.1 * (uniform01() - 0.5));
        counter_j += power_w * (STEP_NS / 1e9);
        if (is_lost) insert.run(trial, index + 1, t_ns, null, null, 'read_failed');
        else if (index === 0) insert.run(trial, 1, t_ns, power_w, null, null);
        else insert.run(trial, index + 1, t_ns, null, counter_j, null);
      }
    }
    const phase = study.db.prepare('insert into phase values (?, ?, ?, ?)');
    phase.run(trial, 'idle', begin_ns, train_ns);
    phase.run(trial, 'train', train_ns, end_ns);
    insertEpoch(study, trial, {
      epoch: 1,
      t_begin_ns: train_ns,
      t_end_ns: end_ns,
      samples: 1000,
      train_loss: 0.3,
      train_accuracy: 0.9,
      skipped_steps: null,
      loss_scale: null,
    });
    storeTrialEnergies(study, trial, SOURCES);
    storeResult(study, trial, {
      ...RESULT,
      samples_per_s: 1000 / duration_s,
      test_accuracy: 0.9 + 0.02 * uniform01(),
    });
    endTrial(study, trial, {
      state: 'done',
      ended_unix_ms: Date.UTC(2026, 0, 5, 9) + trial * 20_000 + 15_000,
      message: null,
      flags: trial % 97 === 0 ? ['throttled'] : [],
    });
  })();
  return end_ns;
}

const RESULT = {
  backend: 'cpu',
  device: 'CPU',
  isa: 'avx2',
  threads: 2,
  parameters: 12_345,
  train_samples: 1000,
  train_loss: 0.3,
  test_loss: 0.35,
  weights_hash: '0'.repeat(16),
  gemm: 'own',
  cpus: '0-1',
  skipped_steps: null,
  validation_loss: null,
  validation_accuracy: null,
  answered_precision: 'fp32',
  answered_batch_size: null,
  answered_seed: null,
};
const INVENTORY = {
  hostname_hash: '0'.repeat(16),
  os: 'Linux',
  kernel: '6.1',
  arch: 'x64',
  cpu_model: 'invented',
  cpu_physical_cores: 8,
  cpu_threads: 16,
  cpu_governor: 'performance',
  memory_b: 2 ** 35,
  gpus: [],
  virtualisation: null,
  app_version: '0.1.0',
  node_version: process.versions.node,
};

if (import.meta.main) {
  const usage =
    'node test/bench/big-study.ts OUT [TRIALS [SAMPLES]]\nWrites an invented study of many samples into OUT.';
  const [out = '', trials = '2000', samples = '10000000'] = readWords({ usage, least: 1, most: 3 });
  writeBigStudy(out, { trials: Number(trials), samples: Number(samples) });
}
