// Forecasts a design before it runs, from an earlier study or by timing this machine.
import type { Design, PlannedTrial } from '../../core/design/design.ts';
import { layOut } from '../../core/design/layout.ts';
import { AuditError } from '../../core/errors.ts';
import { calibrationCells } from '../../core/forecast/calibration-cells.ts';
import { type ForecastDocument, forecastDocument } from '../../core/forecast/document.ts';
import { forecast, type SeenTrial } from '../../core/forecast/forecast.ts';
import { plannedCells, textLevels } from '../../core/forecast/planned-cells.ts';
import { epochsOf, studySizeB } from '../../core/forecast/study-size.ts';
import { shapeOf, UNKNOWN_SHAPE, workOf } from '../../core/forecast/work.ts';
import { checkTrainer } from '../setup/check-trainer.ts';
import type { EngineParts } from '../setup/parts.ts';
import { calibrate } from './calibrate.ts';
import { earlierStudy } from './earlier-study.ts';

export interface ForecastOptions {
  /** An earlier study to forecast from; null: time the machine. */
  readonly study_path: string | null;
  /** Seconds of training to watch in each cell of a calibration. */
  readonly watch_s: number;
  readonly signal: AbortSignal;
  onCell(planned: PlannedTrial, cells: number): void;
}

/**
 * Deviation of a whole sweep from the trials seen, as a standard deviation of the logarithm: 5 % after a few seconds on
 * a cool machine, 8 % on another day. Assumed, not measured.
 */
const CALIBRATION_SD = 0.05;
const STUDY_SD = 0.08;

/** @throws AuditError `trainer`, `input` (a study that does not fit the design), `aborted`. */
export async function forecastSweep(
  parts: EngineParts,
  design: Design,
  options: ForecastOptions,
): Promise<ForecastDocument> {
  const trials = layOut(design);
  const seen = await (options.study_path === null
    ? timed(parts, design, trials, options)
    : fromStudy(options.study_path, design));
  const said = forecast({
    seen: seen.trials,
    planned: plannedCells(trials, seen.workOf),
    pause_s: design.idle_s + design.cooldown_s + seen.thermal_s,
    session_sd: options.study_path === null ? CALIBRATION_SD : STUDY_SD,
    seed: design.seed,
  });
  if (!said) throw new AuditError('internal', 'a forecast without a trial');
  return forecastDocument(
    said,
    {
      design: design.name,
      trials: trials.length,
      basis: {
        from: options.study_path === null ? 'calibration' : 'study',
        path: options.study_path,
        trainings: seen.trials.length,
        cells: new Set(seen.trials.map(({ levels }) => JSON.stringify(levels))).size,
      },
      study_size_b: studySizeB({
        planned: trials.length,
        done: trials.length,
        epochs: epochsOf(trials),
        sources: seen.sources,
        time_s: said.time_s.value,
        sampled_b_per_s: seen.sampled_b_per_s,
      }),
      domains: seen.domains,
      caveats: seen.caveats,
    },
    parts.settings,
  );
}

interface Basis {
  readonly trials: readonly SeenTrial[];
  readonly thermal_s: number;
  readonly sources: number;
  readonly sampled_b_per_s: number;
  readonly domains: readonly string[];
  readonly caveats: readonly string[];
  workOf(levels: SeenTrial['levels']): number;
}

async function timed(
  parts: EngineParts,
  design: Design,
  trials: readonly PlannedTrial[],
  { watch_s, signal, onCell }: ForecastOptions,
): Promise<Basis> {
  await checkTrainer(parts, design);
  const shape = shapeOf(design.data) ?? UNKNOWN_SHAPE;
  const work = (levels: SeenTrial['levels']): number => workOf(design, levels, shape);
  const cells = calibrationCells(trials.filter(({ block }) => block === 1));
  const {
    trials: seen,
    domains,
    ...sampled
  } = await calibrate(parts, design, cells, {
    watch_s,
    signal,
    workOf: ({ levels }) => work(textLevels(levels)),
    onCell: (planned) => onCell(planned, cells.length),
  });
  return {
    ...sampled,
    trials: seen,
    thermal_s: 0,
    domains,
    caveats: [...energyCaveats(domains)],
    workOf: work,
  };
}

function fromStudy(path: string, design: Design): Basis {
  const { shape, ...observed } = earlierStudy(path, design);
  const caveats = [
    'the forecast is valid for the machine that recorded the study',
    ...energyCaveats(observed.domains),
  ];
  return { ...observed, caveats, workOf: (levels) => workOf(design, levels, shape) };
}

function* energyCaveats(domains: readonly string[]): Generator<string> {
  if (domains.length === 0) yield 'no energy was obtained, so only time is forecast';
  if (domains.some((domain) => domain.includes('(modelled)')))
    yield 'modelled energies are estimates from utilisation and data sheets; no sensor was read for them';
}
