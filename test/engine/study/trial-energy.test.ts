// Energies of a trial from its samples: idle first, every method stored, the second witness compared and in no total.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sample } from '../../../core/source.ts';
import { PLAIN_SOURCE, type Source } from '../../../core/source.ts';
import { readEnergies } from '../../../db/energies.ts';
import { beginPhase, endPhase } from '../../../db/phases.ts';
import { insertSamples } from '../../../db/samples.ts';
import { insertSources } from '../../../db/sources.ts';
import { closeStudyFile, createStudyFile, type StudyFile } from '../../../db/study-file.ts';
import { insertTrials } from '../../../db/trials.ts';
import { phaseTotal, sourceEnergies, storeTrialEnergies } from '../../../engine/study/trial-energy.ts';

const S = 1e9;
const gpu: Source = {
  ...PLAIN_SOURCE,
  id: 'nvml:GPU-1',
  device: 'Some GPU',
  domain: 'gpu',
  kind: 'measured',
  method: 'NVML total energy counter',
  reference: null,
  update_period_s: 0.1,
  accuracy_pct: 5,
  counter_range_j: null,
  counter_unit_j: 0.001,
};
const average: Source = {
  ...gpu,
  id: 'nvml:GPU-1/average',
  method: 'NVML power (average)',
  check_of: gpu.id,
};
const sources = [gpu, average];

/** 30 W idle until 10 s, 130 W until 30 s, 30 W again. */
const powerW = (t: number): number => (t > 10 && t <= 30 ? 130 : 30);
const energyJ = (t: number): number => 30 * t + 100 * Math.min(20, Math.max(0, t - 10));

let study: StudyFile;
beforeEach(() => {
  study = createStudyFile(join(mkdtempSync(join(tmpdir(), 'wattproof-energy-')), 's.wattproof'));
  insertSources(study, sources);
  const levels = { precision: 'fp32', batch_size: 64, neurons: 8, layers: 1, epochs: 1 } as const;
  insertTrials(study, [{ order: 1, block: 1, replicate: 1, seed: 9, levels }]);
  const row = (source: number, i: number, given: Partial<Sample>) => ({
    source,
    t_ns: i * 1e8,
    power_w: null,
    energy_j: null,
    flag: null,
    ...given,
  });
  const ticks = Array.from({ length: 351 }, (_, i) => i);
  const samples = [
    ...ticks.map((i) => row(1, i, { power_w: powerW(i / 10), energy_j: energyJ(i / 10) })),
    ...ticks.map((i) => row(2, i, { power_w: 0.9 * powerW(i / 10) })),
  ];
  insertSamples(study, 1, { samples, states: [], processes: [], anchors: [] });
  for (const [name, begin_s, end_s] of [
    ['idle', 2, 8],
    ['train', 12, 28],
  ] as const) {
    beginPhase(study, 1, name, begin_s * S);
    endPhase(study, 1, name, end_s * S);
  }
  beginPhase(study, 1, 'cooldown', 31 * S); // never ended
});
afterEach(() => closeStudyFile(study));

test('every method, net of the idle phase of the same trial, and disagreements', () => {
  const stored = storeTrialEnergies(study, 1, sources);
  expect(stored.map(({ phase, source }) => [phase, source])).toEqual([
    ['idle', 1],
    ['idle', 2],
    ['train', 1],
    ['train', 2],
    ['cooldown', 1],
    ['cooldown', 2],
  ]);
  const near = (energy_j: number) => expect.closeTo(energy_j, 4);
  const [idle, , train, witness] = stored;
  expect(idle).toMatchObject({ energy_j: near(180), idle_power_w: near(30), net_j: null, net_ci: null });
  expect(train).toMatchObject({
    method: 'counter',
    energy_j: near(2080),
    counter_j: near(2080),
    integral_j: near(2080),
    average_j: near(0.9 * 2080),
    idle_power_w: near(30),
    net_j: near(1600),
    flags: ['average_disagrees'],
  });
  expect(train?.net_ci?.[1]).toBeGreaterThan(1680);
  expect(train?.net_ci?.[1]).toBeLessThan(1690);
  // a witness has its own net energy, by its own idle, and no witness
  expect(witness).toMatchObject({ method: 'integral', net_j: near(0.9 * 1600), average_j: null, flags: [] });
});

test('a phase that never ended has the energy up to the last reading, and says so', () => {
  const cooldown = storeTrialEnergies(study, 1, sources).filter(({ phase }) => phase === 'cooldown');
  expect(cooldown.map(({ flags }) => flags)).toEqual([
    expect.arrayContaining(['cut_short']),
    expect.arrayContaining(['cut_short']),
  ]);
  expect(cooldown[0]?.energy_j).toBeGreaterThan(0);
});

test('stored energies are read back unchanged, for documents and totals', () => {
  const stored = storeTrialEnergies(study, 1, sources);
  const read = readEnergies(study, 'train').get(1) ?? [];
  expect(read).toEqual(stored.filter(({ phase }) => phase === 'train'));
  const [main, witness] = sourceEnergies(read, sources);
  expect(main).toMatchObject({ id: gpu.id, method: 'NVML total energy counter, by counter', check_of: null });
  expect(main?.average_j).toBeCloseTo(1872, 4);
  expect(main?.net_j).toBeCloseTo(1600, 4);
  expect(witness).toMatchObject({ id: average.id, check_of: gpu.id });
  expect(phaseTotal(read, sources).energy_j).toBeCloseTo(2080, 4);
  expect(phaseTotal(read, sources).domains).toEqual(['gpu (measured)']);
});

test('a trial without an idle phase has no net energy', () => {
  study.db.prepare("delete from phase where name = 'idle'").run();
  const [train] = storeTrialEnergies(study, 1, sources);
  expect(train).toMatchObject({ phase: 'train', idle_power_w: null, net_j: null, net_ci: null });
});
