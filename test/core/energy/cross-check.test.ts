// Three ways of one sensor: they disagree when the sensor does, not when a phase is short, holed or at its edges.
import { describe, expect, test } from 'vitest';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import type { Sample } from '../../../core/source.ts';
import { Draw } from './random.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { none, S, series, source, window } from './series.ts';
import { simulate } from './simulated-sensor.ts';
import { truePower } from './true-power.ts';

const averaged = { ...source, window_s: 1 };
const level = (power_w: number) => series(20, () => power_w, none);
const counted = series(20, none, (t) => 100 * t);

describe('the second witness', () => {
  test('is stored, and speaks up when it is more than 5 % off', () => {
    const with_witness = (power_w: number, a_s = 5, b_s = 15) =>
      phaseEnergy(counted, window(a_s, b_s), source, { samples: level(power_w), source: averaged });
    expect(with_witness(103)).toMatchObject({ average_j: expect.closeTo(1030, 6), flags: [] });
    expect(with_witness(112)).toMatchObject({ method: 'counter', flags: ['average_disagrees'] });
    expect(with_witness(88).flags).toEqual(['average_disagrees']);
    // four of its windows are too few to tell
    expect(with_witness(112, 5, 9).flags).toEqual([]);
  });

  test('without one average_j is null, and one that read nothing is null too', () => {
    expect(phaseEnergy(counted, window(5, 15), source).average_j).toBeNull();
    const silent = { samples: series(20, none, none), source: averaged };
    expect(phaseEnergy(counted, window(5, 15), source, silent)).toMatchObject({ average_j: null, flags: [] });
  });
});

test('only the time that both saw is compared', () => {
  // Power is missing while the counter shows twice the load: 10 s x 100 W + 4 s x 200 W against 10 s x 100 W.
  const busy = (t: number): boolean => t > 8 && t < 12;
  const samples: Sample[] = series(
    20,
    (t) => (busy(t) ? null : 100),
    (t) => 100 * t + 100 * Math.min(4, Math.max(0, t - 8)),
  );
  const found = phaseEnergy(samples, window(3, 17), source);
  expect(found.counter_j).toBeCloseTo(1800, 6);
  expect(found.flags).not.toContain('counter_disagrees');
});

describe('simulated', () => {
  const instant = SCENARIOS['instant power, read at 100 Hz'];
  const average = SCENARIOS['1 s average, read at 100 Hz'];
  const flagged = (gain: number, shortest_s: number): number => {
    const draw = new Draw(77);
    let flags = 0;
    for (let run = 0; run < 150; run++) {
      const truth = truePower(draw, draw.logUniform(shortest_s, 60), 8);
      const read = (scenario: Scenario, its_gain: number) =>
        simulate(draw, truth, { ...scenario.sensor(draw), gain: its_gain }, 0.5, truth.end_s + 3);
      const phase = { t_begin_ns: truth.begin_s * S, t_end_ns: truth.end_s * S };
      const witness = { samples: read(average, gain), source: average.source };
      const found = phaseEnergy(read(instant, 1), phase, instant.source, witness);
      if (found.flags.includes('average_disagrees')) flags++;
    }
    return flags;
  };

  test('a sound sensor raises no false alarm in phases from 3 s on', () => expect(flagged(1, 3)).toBe(0));
  test('an average that is 10 % off is found out in every phase from 10 s on', () =>
    expect(flagged(1.1, 10)).toBe(150));
});
