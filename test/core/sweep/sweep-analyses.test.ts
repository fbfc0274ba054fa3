import { expect, test } from 'vitest';
import { NO_CONDITIONS } from '../../../core/guards/conditions.ts';
import { responseNamed } from '../../../core/study/responses.ts';
import { tidyTrials } from '../../../core/study/tidy-trials.ts';
import { driftAnalysis } from '../../../core/sweep/drift-analysis.ts';
import { nonInferiorityAnalysis } from '../../../core/sweep/non-inferiority-analysis.ts';
import { paretoCells } from '../../../core/sweep/pareto-cells.ts';
import { parseTarget, targetInWords } from '../../../core/sweep/training-target.ts';
import { sweepAnalyses } from '../../../engine/study/sweep-analyses.ts';
import { trialRow } from './rows.ts';

const PRECISIONS = ['fp32', 'bf16_mixed'];
/** 2 x 6 trials in turn; `value` by precision and block. */
const rows = (value: (precision: string, block: number) => object) =>
  Array.from({ length: 12 }, (_, i) => {
    const precision = PRECISIONS[i % 2] as string;
    const block = Math.floor(i / 2) + 1;
    return trialRow(i + 1, { levels: { precision }, block, ...value(precision, block) });
  });
const noise = (block: number): number => ((block * 0.618) % 1) - 0.5;
const PLAN = {
  response: responseNamed('energy_tested_j'),
  factors: ['precision'],
  tidy: {},
  options: { alpha: 0.05, unit: 'J', level_order: { precision: PRECISIONS } },
} as const;
const REQUEST = {
  outliers: { rule: { kind: 'iqr', k: 3 }, is_planned: true },
  target: null,
  accuracy_margin: null,
  looks: [],
} as const;

test('results stand both ways: all trials, and without what the rule takes out', () => {
  const table = rows((precision, block) => ({
    energy_tested_j:
      (precision === 'fp32' ? 100 : 80) + noise(block) + (precision === 'fp32' && block === 3 ? 400 : 0),
  }));
  const { outliers } = sweepAnalyses(table, PLAN, REQUEST);
  expect(outliers.left_out).toEqual([
    { trial: 5, levels: { precision: 'fp32' }, value: expect.closeTo(500.354, 6) },
  ]);
  expect(outliers.without?.n).toBe(11);
  expect(outliers.without?.verdict.text).toMatch(/statistically significant/);
  expect(
    sweepAnalyses(table, PLAN, { ...REQUEST, outliers: { rule: { kind: 'none' }, is_planned: true } })
      .outliers,
  ).toMatchObject({
    left_out: [],
    without: null,
  });
});

test('a machine that warms up is told with what to do, a steady one is not', () => {
  const warming = rows((precision, block) => ({
    energy_tested_j: (precision === 'fp32' ? 100 : 80) + 3 * block + noise(block),
  }));
  const found = driftAnalysis(warming, ['precision'], responseNamed('energy_tested_j'), 0.05);
  expect(found?.slope).toBeGreaterThan(1.3);
  expect(found?.slope).toBeLessThan(1.7);
  expect(found?.p).toBeLessThan(0.001);
  expect(found?.text).toMatch(/^The machine changed during the sweep: training energy drifted .* run_order/);
  const steady = rows((_, block) => ({ energy_tested_j: 100 + noise(block) }));
  expect(driftAnalysis(steady, ['precision'], responseNamed('energy_tested_j'), 0.05)?.text).toMatch(
    /^No drift/,
  );
  expect(
    driftAnalysis(rows(() => ({})).slice(0, 2), ['precision'], responseNamed('energy_tested_j'), 0.05),
  ).toBeNull();
});

test('efficient is what no other setting beats in both', () => {
  const cells = paretoCells(
    [
      trialRow(1, { levels: { s: 'cheap' }, energy_tested_j: 10, accuracy: 0.8 }),
      trialRow(2, { levels: { s: 'good' }, energy_tested_j: 30, accuracy: 0.95 }),
      trialRow(3, { levels: { s: 'beaten' }, energy_tested_j: 40, accuracy: 0.9 }),
      trialRow(4, { levels: { s: 'blind' }, energy_tested_j: 1, accuracy: null }),
      trialRow(5, { levels: { s: 'failed' }, state: 'failed', energy_tested_j: 1, accuracy: 1 }),
    ],
    ['s'],
    0.05,
  );
  expect(cells.map(({ levels, is_efficient }) => [levels['s'], is_efficient])).toEqual([
    ['cheap', true],
    ['good', true],
    ['beaten', false],
  ]);
  expect(cells[0]?.energy_ci).toBeNull();
});

test('an accuracy that falls by less than the margin is shown not to be worse, in words', () => {
  const table = tidyTrials(
    rows((precision, block) => ({ accuracy: (precision === 'fp32' ? 0.9 : 0.896) + noise(block) / 500 })),
    responseNamed('accuracy'),
    ['precision'],
  );
  const [wide] = nonInferiorityAnalysis(table, 0.01, 0.05, { precision: PRECISIONS });
  expect(wide).toMatchObject({
    a: 'bf16_mixed',
    b: 'fp32',
    diff: expect.closeTo(-0.004, 9),
    not_worse: true,
  });
  expect(wide?.text).toMatch(
    /^bf16 mixed is not less accurate than fp32 by more than 1 point \(p < \.001; at most 0\.\d+ points less\)\.$/,
  );
  const [narrow] = nonInferiorityAnalysis(table, 0.003, 0.05, { precision: PRECISIONS });
  expect(narrow?.not_worse).toBe(false);
  expect(narrow?.text).toMatch(/^It is not shown that bf16 mixed/);
});

test('trials that never reach the target are counted and named, not given an energy', () => {
  const table = rows((precision, block) => ({
    energy_to_target_j: precision === 'fp32' && block < 3 ? null : 50 + block,
  }));
  const { target } = sweepAnalyses(table, PLAN, { ...REQUEST, target: parseTarget('accuracy=0.85') });
  expect(target).toMatchObject({ reached: 10, unreached: [1, 3] });
  expect(target?.text).toMatch(/^10 of 12 trials reached a training accuracy of 0\.85\. The other 2/);
  expect(tidyTrials(table, responseNamed('energy_to_target_j'), ['precision']).rows).toHaveLength(10);
});

test.each(['loss', 'loss=', 'loss=0', 'accuracy=1.2', 'accuracy=NaN', 'speed=3'])(
  '%s is no target',
  (text) => {
    expect(() => parseTarget(text)).toThrow(/expected loss=L .*, got /);
  },
);

test('a target in words', () => {
  expect(targetInWords(parseTarget('loss=0.4'))).toBe('training loss of 0.4');
});

test('conditions are covariates; a trial without one is dropped and counted', () => {
  const table = tidyTrials(
    rows((_, block) => ({
      conditions: block === 2 ? null : { ...NO_CONDITIONS, cpu_temperature_start_c: 40 + block },
    })),
    responseNamed('energy_tested_j'),
    ['precision'],
    { by_block: true, covariates: ['cpu_temperature_start_c', 'run_order'] },
  );
  expect(table).toMatchObject({ block: 'block', dropped: 2 });
  expect(table.trials).toEqual([1, 2, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(table.rows[2]).toEqual({
    levels: { precision: 'fp32' },
    value: 100,
    block: '3',
    covariates: [43, 5],
  });
});

test('what is tested leaves constant estimates out', () => {
  const { rows: values } = tidyTrials([trialRow(1)], responseNamed('energy_tested_j'), ['precision']);
  expect(values[0]?.value).toBe(100);
  expect(tidyTrials([trialRow(1)], responseNamed('power_w'), ['precision']).rows[0]?.value).toBe(10);
});
