// The protocol around the trials in a complete sweep on the real trainer: cooling, warm-up, conditions, early end.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SweepProgress } from '../../../core/contract/ipc.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings.ts';
import { readConditions } from '../../../db/conditions.ts';
import { readEvents } from '../../../db/events.ts';
import { readLooks } from '../../../db/looks.ts';
import { readPhases } from '../../../db/phases.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../../db/study-file.ts';
import { readTrials } from '../../../db/trials.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { runSweep } from '../../../engine/sweep/sweep.ts';
import { testParts } from '../parts.ts';
import { tinyDesign } from '../tiny-design.ts';

const QUICK = {
  factors: { precision: ['fp32'], batch_size: [32, 128], neurons: [16], layers: [1], epochs: [1] },
  data: { kind: 'synthetic', samples: 1000, features: 8, classes: 3 },
  idle_s: 0.1,
  cooldown_s: 0,
};

/** A processor whose temperature the test sets. */
function chip(parts: ReturnType<typeof testParts>) {
  const hwmon_root = join(parts.env.data_dir, 'hwmon');
  mkdirSync(join(hwmon_root, 'hwmon0'), { recursive: true });
  writeFileSync(join(hwmon_root, 'hwmon0', 'name'), 'k10temp\n');
  const set = (temp_c: number): void =>
    writeFileSync(join(hwmon_root, 'hwmon0', 'temp1_input'), `${temp_c * 1000}\n`);
  set(40);
  return { parts: { ...parts, env: { ...parts.env, hwmon_root } }, set };
}

async function sweep<T>(
  parts: ReturnType<typeof testParts>,
  design: Record<string, unknown>,
  look: (study: StudyFile) => T,
  onProgress: (progress: SweepProgress) => void = () => {},
) {
  const study_path = join(parts.env.data_dir, 's.wattproof');
  const signal = new AbortController().signal;
  const outcome = await runSweep(parts, {
    design: tinyDesign({ ...QUICK, ...design }),
    study_path,
    signal,
    onProgress,
  });
  const study = openStudyFile(study_path, 'read');
  try {
    return { outcome, seen: look(study) };
  } finally {
    closeStudyFile(study);
  }
}

test('a trial waits until the machine has cooled, and begins flagged when that takes too long', async () => {
  const { parts, set } = chip(testParts());
  const protocol = { thermal_band_c: 3, thermal_timeout_s: 1.2 };
  const { seen } = await sweep(
    parts,
    { protocol, idle_s: 0.4 },
    (study) => ({
      trials: readTrials(study),
      conditions: readConditions(study),
      phases: [1, 2, 3, 4].map((trial) => readPhases(study, trial).map(({ name }) => name)),
      events: readEvents(study),
    }),
    ({ trial, phase, state }) => {
      if (phase === 'evaluate') set(trial === 1 ? 60 : trial === 2 ? 90 : 40);
      // cools down while the second trial waits; stays hot for the third
      if (phase === 'thermal' && trial === 2 && state === 'running') setTimeout(() => set(41), 300);
    },
  );
  expect(seen.phases.map(([first]) => first)).toEqual(['idle', 'thermal', 'thermal', 'thermal']);
  const waits = [...seen.conditions.values()].map(({ thermal_wait_s }) => thermal_wait_s);
  expect(waits[0]).toBeNull();
  expect(waits[1]).toBeGreaterThan(0.2);
  expect(waits[1]).toBeLessThan(1.2);
  expect(waits[2]).toBeGreaterThanOrEqual(1.2);
  expect(seen.trials.map(({ flags }) => flags.includes('not_cooled'))).toEqual([false, false, true, false]);
  expect(seen.events.find(({ kind }) => kind === 'not_cooled')?.message).toMatch(/cpu$/);
  expect(seen.conditions.get(1)).toMatchObject({
    cpu_temperature_start_c: 40,
    gpu_temperature_start_c: null,
    foreign_gpu_processes: null,
  });
  expect(seen.conditions.get(1)?.idle_power_w).toBeGreaterThan(0);
  expect(seen.conditions.get(1)?.background_cpu_share).toBeGreaterThanOrEqual(0);
});

test('without a temperature sensor there is no wait', async () => {
  const { parts } = chip(testParts());
  const blind = { ...parts, env: { ...parts.env, hwmon_root: '/nowhere' } };
  const { seen } = await sweep(blind, { protocol: { thermal_band_c: 1 } }, (study) =>
    [1, 2].map((trial) => readPhases(study, trial)[0]?.name),
  );
  expect(seen).toEqual(['idle', 'idle']);
});

test('warm-up training runs come before the first trial and are not trials', async () => {
  const { seen } = await sweep(testParts(), { protocol: { warmup_trials: 2 } }, (study) => ({
    trials: readTrials(study).length,
    warm: readEvents(study).filter(({ kind }) => kind === 'warmed_up'),
    begin_ns: readPhases(study, 1)[0]?.t_begin_ns as number,
  }));
  expect(seen.trials).toBe(4);
  expect(seen.warm.map(({ message }) => message)).toEqual([
    'warm-up training 1 of 2',
    'warm-up training 2 of 2',
  ]);
  for (const { t_ns, trial } of seen.warm) {
    expect(t_ns).toBeLessThan(seen.begin_ns);
    expect(trial).toBeNull();
  }
});

test('a sweep ends when its interval is narrow enough, and its looks are stored', async () => {
  const stop = { response: 'duration_s', half_width_pct: 100, least_replicates: 8 };
  const { outcome, seen } = await sweep(
    testParts(),
    { replicates: 12, idle_s: 0, protocol: { stop } },
    (study) => ({ looks: readLooks(study), states: readTrials(study).map(({ state }) => state) }),
  );
  const last = seen.looks.at(-1);
  expect(outcome.state).toBe('done');
  if (last?.stop === 'narrow enough') {
    expect(outcome.message).toMatch(new RegExp(`^ended after ${last.n} of at most 12 replicates`));
    expect(last.half_width_pct).toBeLessThanOrEqual(100);
  }
  expect(seen.looks[0]?.n).toBe(8);
  const { analysis, sweep: whole } = viewStudy(outcome.study, {
    settings: DEFAULT_SETTINGS,
    response: 'duration_s',
  });
  expect(analysis?.alpha).toBe(last?.level);
  expect(whole?.looks).toEqual(seen.looks);
  expect(last?.stop).not.toBeNull();
  expect(last?.level).toBeGreaterThan(0);
  expect(last?.level).toBeLessThan(0.05);
  expect(seen.states.filter((state) => state === 'done')).toHaveLength(2 * (last?.n as number));
  expect(new Set(seen.states.slice(2 * (last?.n as number)))).toEqual(
    last?.n === 12 ? new Set() : new Set(['planned']),
  );
});

test('the rest of the sweep is forecast again after every trial, with an interval', async () => {
  const all: SweepProgress[] = [];
  await sweep(
    testParts(),
    { replicates: 3, idle_s: 0.3, data: { ...QUICK.data, samples: 80_000, features: 32 } },
    () => null,
    (progress) => all.push(progress),
  );
  expect(all[0]).toMatchObject({ eta_s: null, eta_ci_s: null, remaining: null });
  const ended = all.filter(({ state }) => state === 'done');
  expect(ended).toHaveLength(6);
  ended.forEach(({ eta_s, eta_ci_s, remaining }, i) => {
    const [low, high] = eta_ci_s as [number, number];
    expect(low).toBeLessThanOrEqual(eta_s as number);
    expect(high).toBeGreaterThanOrEqual(eta_s as number);
    if (i < 5) expect(remaining?.energy_kwh?.value).toBeGreaterThan(0);
  });
  expect(ended.at(-1)).toMatchObject({ eta_s: 0, eta_ci_s: [0, 0] });
});
