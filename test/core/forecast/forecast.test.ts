// The forecast against sweeps that are simulated by another law than its own: do its intervals hold what then comes?
import { expect, test } from 'vitest';
import { Draws } from '../../../core/forecast/draws.ts';
import { forecast, type SeenTrial } from '../../../core/forecast/forecast.ts';
import { UNKNOWN_SHAPE, workOf } from '../../../core/forecast/work.ts';

const NEURONS = ['64', '256', '1024'];
const BATCHES = ['32', '128', '512'];
const PRECISIONS = ['fp32', 'bf16_mixed'];
const CELLS = NEURONS.flatMap((neurons) =>
  BATCHES.flatMap((batch_size) =>
    PRECISIONS.map((precision) => {
      const levels = { neurons, batch_size, precision, layers: '2', epochs: '1' };
      return { levels, work: workOf({ hidden: [] }, levels, UNKNOWN_SHAPE) };
    }),
  ),
);

/** A machine with a fixed cost a step, a speed of its own for each cell, and trials that scatter by 4 %. */
function machine(random: Draws) {
  const own = CELLS.map(() => Math.exp(0.1 * random.normal()));
  return (cell: number): SeenTrial => {
    const { levels, work } = CELLS[cell] as (typeof CELLS)[number];
    const speed = levels.precision === 'fp32' ? 1 : 1.6;
    const base_s = work / 3e5 / speed + 60 / Number(levels.batch_size);
    const train_s = base_s * (own[cell] as number) * Math.exp(0.04 * random.normal());
    const train_j = train_s * 80 * Math.exp(0.03 * random.normal());
    return {
      levels,
      work,
      busy_s: train_s + 0.3,
      busy_j: train_j + 10,
      train_s,
      train_j,
      idle_w: 30 + random.normal(),
      sensor_share: null,
    };
  };
}

function coverage(seen_cells: readonly number[], seed: number): { time: number; energy: number } {
  const random = new Draws(seed);
  const sweeps = 200;
  let [time, energy] = [0, 0];
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const run = machine(random);
    const seen = seen_cells.map(run);
    const planned = CELLS.map((cell) => ({ ...cell, count: 3 }));
    const said = forecast({ seen, planned, pause_s: 1.5, session_sd: 0, seed: sweep, draws: 200 });
    const come = CELLS.flatMap((_, cell) => [run(cell), run(cell), run(cell)]);
    const [took_s, used_j] = [
      come.reduce((sum, { busy_s }) => sum + busy_s + 1.5, 0),
      come.reduce((sum, { busy_j }) => sum + (busy_j ?? 0) + 1.5 * 30, 0),
    ];
    const holds = (ci: readonly [number, number] | undefined, value: number): number =>
      ci !== undefined && ci[0] <= value && value <= ci[1] ? 1 : 0;
    time += holds(said?.time_s.ci, took_s) / sweeps;
    energy += holds(said?.energy_j?.ci, used_j) / sweeps;
  }
  return { time, energy };
}

test.each([
  ['every cell was seen once', CELLS.map((_, i) => i), 1],
  ['a third of the cells was seen', [0, 3, 6, 9, 14, 17], 2],
  ['each cell was seen three times', CELLS.flatMap((_, i) => [i, i, i]), 3],
])('95 %% intervals hold what comes in 90 to 100 %% of sweeps when %s', (_, cells, seed) => {
  const { time, energy } = coverage(cells, seed);
  expect(time).toBeGreaterThanOrEqual(0.9);
  expect(energy).toBeGreaterThanOrEqual(0.9);
});

test('the interval narrows as trials come in, and a forecast of nothing is 0', () => {
  const run = machine(new Draws(5));
  const planned = CELLS.map((cell) => ({ ...cell, count: 3 }));
  const ask = (seen: SeenTrial[], of = planned) =>
    forecast({ seen, planned: of, pause_s: 1, session_sd: 0, seed: 1 });
  const width = (seen: SeenTrial[]): number => {
    const ci = ask(seen)?.time_s.ci ?? [0, 0];
    return ci[1] - ci[0];
  };
  const once = CELLS.map((_, i) => run(i));
  const thrice = [...once, ...CELLS.map((_, i) => run(i)), ...CELLS.map((_, i) => run(i))];
  expect(width(once)).toBeLessThan(width([run(0), run(9), run(17)]));
  expect(width(thrice)).toBeLessThan(width(once));
  expect(ask([])).toBeNull();
  expect(ask(once, [])).toMatchObject({ time_s: { value: 0, ci: [0, 0] }, energy_j: { value: 0 } });
});

test('a sensor of known accuracy widens the energy alone, and no energy is null', () => {
  const run = machine(new Draws(8));
  const seen = CELLS.flatMap((_, i) => [run(i), run(i), run(i)]);
  const planned = CELLS.map((cell) => ({ ...cell, count: 20 }));
  const ask = (trials: SeenTrial[]) =>
    forecast({ seen: trials, planned, pause_s: 0, session_sd: 0, seed: 1, draws: 4000 });
  const half = (said: ReturnType<typeof ask>): number => {
    const { value, ci } = said?.energy_j ?? { value: 1, ci: [0, 0] };
    return (ci[1] - ci[0]) / 2 / value;
  };
  const wide = ask(seen.map((trial) => ({ ...trial, sensor_share: 0.3 })));
  expect(half(wide)).toBeGreaterThan(0.28);
  expect(half(wide)).toBeLessThan(0.34);
  expect(half(ask(seen))).toBeLessThan(0.06);
  expect(ask(seen.map((trial) => ({ ...trial, busy_j: null, train_j: null })))?.energy_j).toBeNull();
});
