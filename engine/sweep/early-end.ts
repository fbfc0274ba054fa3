// The stopping rule of a sweep with two cells: an interim analysis after each block decides when the data suffice.
import type { Design, PlannedTrial } from '../../core/design/design.ts';
import { factorList } from '../../core/design/factor-list.ts';
import { cellsOf } from '../../core/design/layout.ts';
import type { StoppingPlan } from '../../core/design/protocol.ts';
import type { SeenTrial } from '../../core/forecast/forecast.ts';
import { type Look, lookAt } from '../../core/statistics/sequential/stopping-rule.ts';

export class EarlyEnd {
  readonly #store: (look: Look) => void;
  readonly #design: Design;
  readonly #alpha: number;
  readonly #values = new Map<string, number[]>();
  readonly #looks: number[] = [];

  /** `store` keeps a look in the study. */
  constructor(store: (look: Look) => void, design: Design, alpha: number) {
    [this.#store, this.#design, this.#alpha] = [store, design, alpha];
    for (const cell of cellsOf(design).sort(byPlan(design))) this.#values.set(JSON.stringify(cell), []);
  }

  /** Continues after looks that were taken in an earlier session, by their numbers of replicates. */
  recall(looks: readonly number[]): void {
    this.#looks.push(...looks);
  }

  /** Adds a finished trial; one without the response is skipped. */
  add({ levels }: PlannedTrial, seen: SeenTrial): void {
    const { stop } = this.#design.protocol;
    const value = stop && responseOf(seen, stop.response);
    if (value !== null) this.#values.get(JSON.stringify(levels))?.push(value);
  }

  /** Call after each block. Takes, stores and returns the next look; null when none is due. */
  look(): Look | null {
    const { stop: plan } = this.#design.protocol;
    const [a, b] = [...this.#values.values()];
    if (plan === null || a === undefined || b === undefined) return null;
    const n = Math.min(a.length, b.length);
    if (n < plan.least_replicates || n <= (this.#looks.at(-1) ?? 0)) return null;
    const rule = {
      alpha: this.#alpha,
      half_width_pct: plan.half_width_pct,
      least: plan.least_replicates,
      most: this.#design.replicates,
    };
    const look = lookAt(rule, this.#looks, [a.slice(0, n), b.slice(0, n)]);
    this.#looks.push(n);
    this.#store(look);
    return look;
  }
}

/** Orders levels as in the design: the second is compared with the first. */
const byPlan =
  (design: Design) =>
  (a: PlannedTrial['levels'], b: PlannedTrial['levels']): number =>
    factorList(design)
      .map(({ name, levels }) => levels.indexOf(a[name] ?? '') - levels.indexOf(b[name] ?? ''))
      .find((step) => step !== 0) ?? 0;

function responseOf(seen: SeenTrial, response: StoppingPlan['response']): number | null {
  if (response === 'duration_s') return seen.train_s;
  if (seen.train_j === null) return null;
  return response === 'energy_tested_j' ? seen.train_j : seen.train_j / seen.train_s;
}
