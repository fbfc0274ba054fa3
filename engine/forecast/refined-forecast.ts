// Forecasts the rest of a running sweep from its finished trials.
import { carbonOf } from '../../core/carbon/carbon.ts';
import type { SweepForecast } from '../../core/contract/ipc.ts';
import type { Design, PlannedTrial } from '../../core/design/design.ts';
import { type Estimate, forecast, type SeenTrial } from '../../core/forecast/forecast.ts';
import { plannedCells, textLevels } from '../../core/forecast/planned-cells.ts';
import { shapeOf, UNKNOWN_SHAPE, workOf } from '../../core/forecast/work.ts';
import type { Settings } from '../../core/settings.ts';
import type { Source } from '../../core/source.ts';
import { kwhFromJ } from '../../core/units.ts';
import type { StoredEnergy } from '../../db/energies.ts';
import { readPhases } from '../../db/phases.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { seenTrial } from './seen-trial.ts';

/** Fewer draws than for a document, because a running sweep repeats the forecast; fewer still of many cells. */
const DRAWS = 400;
const MOST_CELL_DRAWS = 40_000;
/** Only this many latest trials are used, so that a forecast takes no longer in a long sweep. */
const MOST_SEEN = 400;

export class RefinedForecast {
  readonly #design: Design;
  readonly #settings: Settings;
  readonly #sources: readonly Source[];
  readonly #work: (levels: SeenTrial['levels']) => number;
  #seen: SeenTrial[] = [];
  #thermal_s = 0;

  constructor(design: Design, sources: readonly Source[], settings: Settings) {
    const shape = shapeOf(design.data) ?? UNKNOWN_SHAPE;
    this.#work = (levels) => workOf(design, levels, shape);
    [this.#design, this.#sources, this.#settings] = [design, sources, settings];
  }

  /** Adds a finished trial that took `lasted_s`, and returns its forecast input; null when it has none. */
  add(
    study: StudyFile,
    { order, levels }: PlannedTrial,
    energies: readonly StoredEnergy[],
    lasted_s: number,
  ): SeenTrial | null {
    const text = textLevels(levels);
    const phases = readPhases(study, order);
    const seen = seenTrial(
      { levels: text, work: this.#work(text), lasted_s, phases, energies },
      this.#sources,
    );
    if (seen === null) return null;
    this.#thermal_s += (seen.thermal_s - this.#thermal_s) / (this.#seen.length + 1);
    this.#seen = [...this.#seen, seen.trial].slice(-MOST_SEEN);
    return seen.trial;
  }

  /** Forecast for the remaining trials; null before one is done. */
  of(rest: readonly PlannedTrial[]): SweepForecast | null {
    const { idle_s, cooldown_s, seed } = this.#design;
    const planned = plannedCells(rest, this.#work);
    const said = forecast({
      seen: this.#seen,
      planned,
      pause_s: idle_s + cooldown_s + this.#thermal_s,
      session_sd: 0,
      seed,
      draws: Math.min(DRAWS, Math.ceil(MOST_CELL_DRAWS / Math.max(1, planned.length))),
    });
    if (said === null) return null;
    const { carbon_g, ci } = carbonOf(
      said.energy_j?.value ?? null,
      said.energy_j?.ci ?? null,
      this.#settings,
    );
    return {
      time_s: said.time_s,
      energy_kwh: said.energy_j && inKwh(said.energy_j),
      carbon_g: carbon_g === null || ci === null ? null : { value: carbon_g, ci },
    };
  }
}

const inKwh = ({ value, ci: [low, high] }: Estimate): Estimate => ({
  value: kwhFromJ(value),
  ci: [kwhFromJ(low), kwhFromJ(high)],
});
