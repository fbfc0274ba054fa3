// Simulated sensors with known behaviour: periodic posts, averaging, unobserved time, and a sampler that is late.
import type { Sample } from '../../../core/source.ts';
import type { Draw } from './random.ts';
import type { TruePower } from './true-power.ts';

export interface SensorModel {
  readonly period_s: number;
  /** Seconds before each posting that the power value is the mean of. */
  readonly window_s: number;
  readonly has_power: boolean;
  /** Counts everything, or only what the power sensor sees (its value times the period). */
  readonly counter: 'all' | 'windows' | null;
  readonly counter_unit_j: number;
  /** True power = gain x reading. */
  readonly gain: number;
  readonly hz: number;
  /** The value is made when it is read: a model. */
  readonly made_when_read: boolean;
}

const S = 1e9;

/** Stored readings of one run: readings from `from_s` to `to_s`, of equal ones the first, the last and one a second. */
export function simulate(
  draw: Draw,
  truth: TruePower,
  sensor: SensorModel,
  from_s: number,
  to_s: number,
): Sample[] {
  const ticks = readingTimes(draw, sensor.hz, from_s, to_s, [truth.begin_s, truth.end_s]);
  const { period_s, window_s, gain } = sensor;
  let posted_s = from_s - period_s * (1 + draw.uniform01());
  const posted_j = truth.energyJ(posted_s);
  let [power_w, counted_j] = [meanW(truth, posted_s, window_s), 1000];
  const samples: Sample[] = [];
  const filter = changePoints(samples);
  for (const tick_s of ticks) {
    if (sensor.counter === 'all' && !sensor.has_power) {
      // Nothing is averaged: only the last posting before the reading matters.
      const postings = Math.floor((tick_s - posted_s) / period_s);
      if (postings > 0) {
        posted_s += postings * period_s;
        counted_j = 1000 + truth.energyJ(posted_s) - posted_j;
      }
    }
    while (sensor.made_when_read ? posted_s < tick_s : posted_s + period_s <= tick_s) {
      const before_s = posted_s;
      posted_s = sensor.made_when_read ? tick_s : posted_s + period_s * (1 + 0.002 * draw.normal());
      power_w = meanW(truth, posted_s, sensor.made_when_read ? posted_s - before_s : window_s);
      if (sensor.counter === 'windows') counted_j += power_w * (posted_s - before_s);
      else if (sensor.counter === 'all') counted_j = 1000 + truth.energyJ(posted_s) - posted_j;
    }
    filter({
      t_ns: Math.round(tick_s * S),
      power_w: sensor.has_power ? Math.round((power_w / gain) * 1e3) / 1e3 : null,
      energy_j:
        sensor.counter === null
          ? null
          : Math.floor(counted_j / gain / sensor.counter_unit_j) * sensor.counter_unit_j,
      flag: null,
    });
  }
  filter(null);
  return samples;
}

const meanW = (truth: TruePower, t_s: number, window_s: number): number =>
  (truth.energyJ(t_s) - truth.energyJ(t_s - window_s)) / window_s;

/** Deadlines at a fixed rate, each met a little late, some much; what passes meanwhile is missed. And one at each edge. */
function readingTimes(
  draw: Draw,
  hz: number,
  from_s: number,
  to_s: number,
  edges_s: readonly number[],
): number[] {
  const times_s: number[] = [];
  const marks_s = edges_s.map((edge_s) => edge_s + draw.exponential(0.002));
  const start_s = from_s + draw.uniform(0, 1 / hz);
  for (let k = 0; start_s + k / hz < to_s; k++) {
    const due_s = start_s + k / hz;
    let late_s = draw.exponential(0.00015);
    const luck = draw.uniform01();
    if (luck < 0.02 / hz) late_s += draw.uniform(0.2, 0.6);
    else if (luck < 1 / hz) late_s += draw.uniform(0.005, 0.06);
    const at_s = due_s + late_s;
    while (marks_s.length > 0 && (marks_s[0] as number) < at_s) times_s.push(marks_s.shift() as number);
    if (times_s.length === 0 || at_s > (times_s.at(-1) as number)) times_s.push(at_s);
    k += Math.floor(late_s * hz);
  }
  return times_s;
}

/** Keeps the first and the last of each run of equal readings and one every 0.9 s; null ends the last run. */
function changePoints(samples: Sample[]): (reading: Sample | null) => void {
  let kept: Sample | null = null;
  let seen: Sample | null = null;
  return (reading) => {
    const same =
      reading !== null &&
      kept !== null &&
      reading.power_w === kept.power_w &&
      reading.energy_j === kept.energy_j;
    if (same && reading.t_ns - (kept as Sample).t_ns < 0.9e9) {
      seen = reading;
      return;
    }
    if (!same && seen !== null) samples.push(seen);
    seen = null;
    if (reading === null) return;
    samples.push(reading);
    kept = reading;
  };
}
