// A figure of millions of readings has the extremes and gaps of all of them, for any window, from one pass.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CounterPower } from '../../../core/energy/counter-power.ts';
import { readSamples } from '../../../db/samples.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../../db/study-file.ts';
import { LongTraces } from '../../../engine/study/long-traces.ts';
import { viewTrial } from '../../../engine/study/trial-view.ts';
import { writeBigStudy } from '../../bench/big-study.ts';

const dir = mkdtempSync(join(tmpdir(), 'wattproof-traces-'));
const path = join(dir, 'long.wattproof');
let study: StudyFile;
const OF_EACH = 50_000;
const STEP_NS = 10_000_000;
const T0_NS = 1e12;
const COUNTER = { trial: 1, source: 2, counter_range_j: 262143 };
const POWER = { trial: 1, source: 1, counter_range_j: null };

beforeAll(() => {
  writeBigStudy(path, { trials: 1, samples: 4 * OF_EACH });
  const file = openStudyFile(path, 'write');
  // A gap of 200 readings, and one peak that thinning must not lose.
  file.db
    .prepare(
      `update sample set power_w = null, flag = 'read_failed' where trial = 1 and source = 1 and t_ns between ? and ?`,
    )
    .run(T0_NS + 30_000 * STEP_NS, T0_NS + 30_199 * STEP_NS);
  file.db
    .prepare('update sample set power_w = 999 where trial = 1 and source = 1 and t_ns = ?')
    .run(T0_NS + 41_234 * STEP_NS);
  closeStudyFile(file);
  study = openStudyFile(path, 'read');
}, 60_000);
afterAll(() => {
  closeStudyFile(study);
  rmSync(dir, { recursive: true });
});

const all = { t_begin_ns: T0_NS, t_end_ns: T0_NS + OF_EACH * STEP_NS };
const known = (series: readonly { power_w: number | null }[]): number[] =>
  series.flatMap(({ power_w }) => (power_w === null ? [] : [power_w]));
const everyReading = (of: typeof COUNTER | typeof POWER, window: typeof all) => {
  const power = new CounterPower(of.counter_range_j);
  return readSamples(study, of.trial, of.source, window).map((sample) => ({
    t_ns: sample.t_ns,
    power_w: power.powerW(sample),
  }));
};

test('a short window has every reading', () => {
  const window = { t_begin_ns: T0_NS + 5e9, t_end_ns: T0_NS + 15e9 };
  expect(new LongTraces().powerOf(study, POWER, window)).toEqual(everyReading(POWER, window));
});

test('a long one has the extremes of every 32 readings, and each of its points is a reading', () => {
  for (const of of [POWER, COUNTER]) {
    const whole = everyReading(of, all);
    const thin = new LongTraces().powerOf(study, of, all);
    expect(thin.length).toBeLessThan(whole.length / 10);
    const readings = new Map(whole.map(({ t_ns, power_w }) => [t_ns, power_w]));
    for (const { t_ns, power_w } of thin) expect(readings.get(t_ns)).toBe(power_w);
    expect(Math.max(...known(thin))).toBe(Math.max(...known(whole)));
    expect(Math.min(...known(thin))).toBe(Math.min(...known(whole)));
    expect([...thin].sort((a, b) => a.t_ns - b.t_ns)).toEqual(thin);
  }
});

test('a gap stays a gap: nothing is drawn across it', () => {
  const thin = new LongTraces().powerOf(study, POWER, all);
  const [begin_ns, end_ns] = [T0_NS + 30_000 * STEP_NS, T0_NS + 30_199 * STEP_NS];
  const gap = thin.filter(({ power_w }) => power_w === null);
  expect(gap).toEqual([{ t_ns: begin_ns, power_w: null }]);
  const after = thin.find(({ t_ns, power_w }) => power_w !== null && t_ns > begin_ns);
  expect(after?.t_ns).toBeGreaterThan(end_ns);
});

test('any part has the same points, cached or not', () => {
  const traces = new LongTraces();
  const whole = traces.powerOf(study, POWER, all);
  for (const [from_s, to_s] of [
    [0, 200],
    [137.5, 451.25],
    [299, 499.99],
  ] as const) {
    const window = { t_begin_ns: T0_NS + from_s * 1e9, t_end_ns: T0_NS + to_s * 1e9 };
    expect(traces.powerOf(study, POWER, window)).toEqual(
      whole.filter(({ t_ns }) => t_ns >= window.t_begin_ns && t_ns <= window.t_end_ns),
    );
  }
});

test('a file that has changed is read again', () => {
  const traces = new LongTraces();
  expect(known(traces.powerOf(study, POWER, all))).toContain(999);
  const file = openStudyFile(path, 'write');
  file.db
    .prepare('update sample set power_w = 1234 where trial = 1 and source = 1 and t_ns = ?')
    .run(T0_NS + 41_234 * STEP_NS);
  closeStudyFile(file);
  expect(known(traces.powerOf(study, POWER, all))).toContain(1234);
});

test('the page of such a trial has a figure of few points and counts every reading', () => {
  const { trace, samples } = viewTrial(path, 1, null);
  expect(samples).toBe(4 * OF_EACH);
  for (const { points } of trace?.series ?? []) expect(points.length).toBeLessThan(800);
});
