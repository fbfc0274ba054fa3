// The true power of a simulated training run, as energy since time 0: what a perfect meter would have counted.
import type { Draw } from './random.ts';

export interface TruePower {
  /** Stamps of the phase, s. The power follows them late, as a process that starts and ends does. */
  readonly begin_s: number;
  readonly end_s: number;
  readonly idle_w: number;
  /** Energy from 0 to t, J. */
  energyJ(t_s: number): number;
}

/**
 * Idle, then a phase of `length_s`, then idle. In the phase: a rise within hundredths of a second, a level with up to three
 * steps of some per cent, a slow ramp (the card warms up), and an oscillation from batch to batch with a random period, phase
 * and overtone of up to a quarter of the level.
 */
export function truePower(draw: Draw, length_s: number, before_s: number): TruePower {
  const begin_s = before_s + draw.uniform(0, 0.5);
  const end_s = begin_s + length_s;
  const idle_w = draw.uniform(15, 60);
  const level_w = draw.uniform(100, 350);
  const rises_s = begin_s + Math.min(0.15, draw.exponential(0.02));
  const falls_s = end_s + Math.min(0.15, draw.exponential(0.02)) * (draw.uniform01() < 0.5 ? 1 : -1);
  const knots: [number, number][] = [
    [-100, idle_w],
    [rises_s, idle_w],
  ];
  let now_w = level_w;
  const risen_s = rises_s + draw.uniform(0.005, 0.08);
  knots.push([risen_s, now_w]);
  const steps = Array.from({ length: Math.floor(draw.uniform(0, 4)) }, () =>
    draw.uniform(rises_s + 0.3, falls_s - 0.3),
  ).sort((a, b) => a - b);
  for (const step_s of steps) {
    now_w *= draw.uniform(0.96, 1.06);
    knots.push([step_s, now_w]);
    now_w *= draw.uniform(0.85, 1.15);
    knots.push([step_s + 0.01, now_w]);
  }
  knots.push([falls_s, now_w], [falls_s + draw.uniform(0.005, 0.08), idle_w], [falls_s + 1e4, idle_w]);
  const before_j = [0];
  for (let k = 1; k < knots.length; k++) {
    const [[t0, p0], [t1, p1]] = [knots[k - 1], knots[k]] as [[number, number], [number, number]];
    before_j.push((before_j[k - 1] as number) + ((p0 + p1) / 2) * (t1 - t0));
  }

  const swing_w = draw.uniform(0.02, 0.25) * level_w;
  const omega = (2 * Math.PI) / draw.logUniform(0.04, 2);
  const [phase, overtone] = [draw.uniform(0, 2 * Math.PI), draw.uniform(0, 0.4)];
  const wave = (t_s: number): number =>
    -(swing_w / omega) *
    (Math.cos(omega * t_s + phase) + (overtone / 2) * Math.cos(2 * omega * t_s + 2 * phase));
  const wave0 = wave(risen_s);
  let k = 1;
  return {
    begin_s,
    end_s,
    idle_w,
    energyJ(t_s) {
      if (t_s < (knots[k - 1] as [number, number])[0]) k = 1;
      while (t_s > (knots[k] as [number, number])[0]) k++;
      const [[t0, p0], [t1, p1]] = [knots[k - 1], knots[k]] as [[number, number], [number, number]];
      const dt = t_s - t0;
      const base_j = (before_j[k - 1] as number) + p0 * dt + (((p1 - p0) / (t1 - t0)) * dt * dt) / 2;
      return base_j + wave(Math.min(Math.max(t_s, risen_s), falls_s)) - wave0;
    },
  };
}
