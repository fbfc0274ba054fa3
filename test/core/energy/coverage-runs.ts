// Coverage of the interval over simulated runs with known true energy: 95 of 100 must contain it.
import { describe, expect, test } from 'vitest';
import { COVERAGE_FACTOR } from '../../../core/energy/error-budget.ts';
import { netEnergy } from '../../../core/energy/net-energy.ts';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import { Draw } from './random.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { simulate } from './simulated-sensor.ts';
import { truePower } from './true-power.ts';

const S = 1e9;
const IDLE = { t_begin_ns: 1.5 * S, t_end_ns: 7.5 * S };

interface Outcome {
  /** Shares of the runs whose interval holds the truth, per cent. */
  readonly gross_pct: number;
  readonly net_pct: number;
  /** Mean error without that of the gain, per cent of the energy. */
  readonly bias_pct: number;
  readonly flags: ReadonlySet<string>;
}

/** Runs of 3 s to `longest_s`, with a sensor whose gain is drawn from its accuracy anew each time. */
function outcome({ source, sensor }: Scenario, runs: number, seed: number, longest_s = 60): Outcome {
  const draw = new Draw(seed);
  const flags = new Set<string>();
  let [gross, net, bias] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const truth = truePower(draw, draw.logUniform(3, longest_s), 8);
    const gain = 1 + ((source.accuracy_pct ?? 0) / 100 / COVERAGE_FACTOR) * draw.normal();
    const samples = simulate(draw, truth, { ...sensor(draw), gain }, 0.5, truth.end_s + 3);
    const phase = { t_begin_ns: truth.begin_s * S, t_end_ns: truth.end_s * S };
    const found = phaseEnergy(samples, phase, source);
    const energy_j = truth.energyJ(truth.end_s) - truth.energyJ(truth.begin_s);
    for (const flag of found.flags) flags.add(flag);
    if (holds(found.ci, energy_j)) gross++;
    bias += ((found.energy_j as number) * gain - energy_j) / energy_j;
    const { net_ci } = netEnergy(found, phaseEnergy(samples, IDLE, source), source);
    if (holds(net_ci, energy_j - truth.idle_w * (truth.end_s - truth.begin_s))) net++;
  }
  return {
    gross_pct: (100 * gross) / runs,
    net_pct: (100 * net) / runs,
    bias_pct: (100 * bias) / runs,
    flags,
  };
}

const holds = (ci: readonly [number, number] | null, energy_j: number): boolean =>
  ci !== null && ci[0] <= energy_j && energy_j <= ci[1];

/** Runs, seed, and for the one that makes a row of 60,000 readings the longest phase. They add up to 10,000. */
const PLAN: Readonly<Record<keyof typeof SCENARIOS, readonly [number, number, number?]>> = {
  'RAPL at 10 Hz': [1200, 1],
  'RAPL at 1 kHz': [300, 2, 12],
  'GPU counter, read at 100 Hz': [850, 3],
  'GPU counter, read at 10 Hz': [850, 4],
  'instant power, read at 100 Hz': [850, 5],
  'instant power, read at 10 Hz': [850, 6],
  '1 s average, read at 100 Hz': [850, 7],
  '1 s average, read at 10 Hz': [850, 8],
  'power that sees a quarter of the time': [850, 9],
  'counter that sees a quarter of the time': [850, 10],
  'power of an unknown window and period': [850, 11],
  'model of utilisation': [850, 12],
};
const names = Object.keys(SCENARIOS) as (keyof typeof SCENARIOS)[];

/**
 * With a sensor calibrated to 1 % the other parts of the budget weigh as much as the gain. One is a little wide: a sensor that
 * looks a quarter of the time. A regular look at a load that repeats errs less than the independent looks that are assumed,
 * save where the two keep step, which nothing in the samples shows.
 */
const CALIBRATED = names.filter((name) => !['RAPL at 1 kHz', 'model of utilisation'].includes(name));

/** The tests of both promises, over this share of the runs: all of them, or the first of each seed. */
export function coverageTests(share: number): void {
  describe('with the accuracy that is stated', () => {
    test.each(names)('%s', (name) => {
      const [runs, seed, longest_s] = PLAN[name];
      const found = outcome(SCENARIOS[name], Math.round(share * runs), seed, longest_s);
      expect(found.gross_pct).toBeGreaterThanOrEqual(93);
      expect(found.gross_pct).toBeLessThanOrEqual(97);
      expect(found.net_pct).toBeGreaterThanOrEqual(93);
      expect(found.net_pct).toBeLessThanOrEqual(97);
      // Nothing in a healthy run is a reason to flag it.
      expect([...found.flags]).toEqual([]);
      // Only a window that is not known may shift the energy of all phases one way.
      expect(Math.abs(found.bias_pct)).toBeLessThan(SCENARIOS[name].source.window_s === null ? 2 : 0.15);
    });
  });

  describe('calibrated to 1 %', () => {
    test.each(CALIBRATED)('%s', (name) => {
      const { source, sensor } = SCENARIOS[name];
      const found = outcome(
        { source: { ...source, accuracy_pct: 1 }, sensor },
        Math.round(share * 800),
        100 + PLAN[name][1],
      );
      expect(found.gross_pct).toBeGreaterThanOrEqual(93);
      expect(found.gross_pct).toBeLessThanOrEqual(name.includes('quarter') ? 99 : 97.5);
      expect(found.net_pct).toBeGreaterThanOrEqual(93);
    });
  });
}
