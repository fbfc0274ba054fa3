// The document of `forecast --json`, with its model and uncertainty explained in words.

import { carbonOf } from '../carbon/carbon.ts';
import type { CarbonDocument } from '../carbon/carbon-document.ts';
import type { Settings } from '../settings.ts';
import type { Interval } from '../statistics/analysis.ts';
import { kwhFromJ } from '../units.ts';
import type { Estimate, Forecast } from './forecast.ts';

export interface ForecastDocument {
  readonly design: string;
  readonly trials: number;
  /** `calibration`: the machine was timed just now; `study`: an earlier study's trials. */
  readonly basis: {
    readonly from: 'calibration' | 'study';
    /** Path of the study; null for a calibration. */
    readonly path: string | null;
    /** Number of trainings seen, and of cells they cover. */
    readonly trainings: number;
    readonly cells: number;
  };
  readonly level: number;
  /** Size of the study file, bytes; within 20 % if the sweep runs as forecast. */
  readonly study_size_b: number;
  readonly time_s: Estimate;
  readonly energy_kwh: Estimate | null;
  readonly carbon_g: Estimate | null;
  /** The training phases alone. */
  readonly training: {
    readonly time_s: Estimate;
    readonly energy_kwh: Estimate | null;
    readonly carbon_g: Estimate | null;
  };
  /** `package (modelled)`, `gpu (measured)`, ...: the parts of the energy and how they were obtained. */
  readonly domains: readonly string[];
  readonly carbon: Pick<CarbonDocument, 'intensity_g_per_kwh' | 'region' | 'year' | 'source' | 'pue'>;
  readonly model: string;
  readonly uncertainty: string;
  readonly caveats: readonly string[];
}

const MODEL =
  'The logarithms of time and energy of a training are regressed on the logarithm of its work (weights x examples x epochs) and its other factors; a cell already seen is predicted from its own trainings. Planned pauses are added.';
const UNCERTAINTY =
  'The interval covers the scatter between trainings, the deviation of unseen cells from the regression, the uncertain coefficients, what may differ between the trainings seen and the sweep as a whole, and for energy and CO2e the accuracy of sensors or models and the grid factor.';

export function forecastDocument(
  said: Forecast,
  given: Pick<ForecastDocument, 'design' | 'trials' | 'basis' | 'study_size_b' | 'domains' | 'caveats'>,
  settings: Settings,
): ForecastDocument {
  const grams = (energy_j: Estimate | null): Estimate | null => {
    const { carbon_g, ci } = carbonOf(energy_j?.value ?? null, energy_j?.ci ?? null, settings);
    return carbon_g === null || ci === null ? null : { value: carbon_g, ci };
  };
  const { intensity_g_per_kwh, region, year, source, pue, caveats } = carbonOf(null, null, settings);
  return {
    design: given.design,
    trials: given.trials,
    basis: given.basis,
    level: 0.95,
    study_size_b: given.study_size_b,
    time_s: said.time_s,
    energy_kwh: inKwh(said.energy_j),
    carbon_g: grams(said.energy_j),
    training: { time_s: said.train_s, energy_kwh: inKwh(said.train_j), carbon_g: grams(said.train_j) },
    domains: given.domains,
    carbon: { intensity_g_per_kwh, region, year, source, pue },
    model: MODEL,
    uncertainty: UNCERTAINTY,
    caveats: [...given.caveats, ...caveats],
  };
}

const inKwh = (energy_j: Estimate | null): Estimate | null =>
  energy_j && {
    value: kwhFromJ(energy_j.value),
    ci: energy_j.ci.map(kwhFromJ) as unknown as Interval,
  };
