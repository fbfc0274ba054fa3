// Data for the window: studies, live power, a running sweep. Shapes only.

import type { CarbonDocument } from '../carbon/carbon-document.ts';
import type { Design } from '../design/design.ts';
import type { Estimate } from '../forecast/forecast.ts';
import type { GpuState, Kind, Source } from '../source.ts';
import type { Analysis, Interval } from '../statistics/analysis.ts';
import type { Response } from '../study/responses.ts';
import type { EndState, TrialState } from '../study/state.ts';
import type { TrialRow } from '../study/trial-row.ts';
import type { TryRow, Unfinished } from '../study/try-row.ts';
import type { SweepAnalyses } from '../sweep/analyses.ts';

/** A study for the results screen. */
export interface StudyView {
  readonly path: string;
  readonly name: string;
  /** Why its numbers may be wrong, found on opening; empty for a study that is as it was stored. */
  readonly doubts: readonly string[];
  readonly created_unix_ms: number;
  readonly design: Design | null;
  readonly trials: readonly TrialRow[];
  /** Trials that were interrupted and run again. */
  readonly tries: readonly TryRow[];
  /** A remark for each time that the sweep was taken up again; among the warnings of its analysis too. */
  readonly interruptions: readonly string[];
  /** Null unless the sweep can be taken up again. */
  readonly unfinished: Unfinished | null;
  /** Null when too few trials are done; `why_no_analysis` then says so. */
  readonly analysis: Analysis | null;
  readonly why_no_analysis: string | null;
  /** Null without an analysis. */
  readonly sweep: SweepAnalyses | null;
  readonly carbon: CarbonDocument | null;
  /** Available responses, with their unit: `energy_j`, `power_w`, `duration_s`, `accuracy`, ... */
  readonly responses: readonly Response[];
  readonly factors: readonly string[];
  /** Factors of the analysis shown. */
  readonly analysed_factors: readonly string[];
  /** Possible covariates: conditions with a value in some trial, and `run_order`. */
  readonly covariates: readonly string[];
  /**
   * Libraries whose matrix products trained the trials: `own`, `libxsmm 1.17`, `pytorch 2.3`; several if they were
   * mixed.
   */
  readonly trained_by: readonly string[];
  /** How the energies were obtained; `modelled` shows the banner. */
  readonly kind: Kind | 'mixed' | 'none';
  /** Mean training energy of the done trials by source, J: the parts of the total. */
  readonly sources: readonly {
    readonly id: string;
    readonly device: string;
    readonly domain: string;
    readonly kind: Kind;
    readonly method: string;
    readonly energy_j: number | null;
  }[];
}

/** A study in the list of studies. */
export interface StudyLine {
  readonly name: string;
  readonly created_unix_ms: number;
  readonly trials: number;
  readonly trials_done: number;
  readonly kind: StudyView['kind'];
  /** The first sentence of the verdict; null without an analysis, and `why_no_verdict` says why. */
  readonly verdict: string | null;
  readonly why_no_verdict: string | null;
}

export interface LiveSample {
  readonly t_ns: number;
  /** In the order of the sources; null for a missing reading. */
  readonly power_w: readonly (number | null)[];
}
/** All processors together; null where the machine does not report it. */
export interface CpuState {
  readonly temp_c: number | null;
  readonly util_pct: number | null;
}
export interface LiveView {
  readonly sources: readonly Source[];
  readonly samples: readonly LiveSample[];
  readonly gpus: readonly GpuState[];
  readonly cpu: CpuState;
}

/** Medians and 95 % intervals of the remaining trials; energy and carbon are null where neither measured nor modelled. */
export interface SweepForecast {
  readonly time_s: Estimate;
  readonly energy_kwh: Estimate | null;
  readonly carbon_g: Estimate | null;
}

export interface SweepProgress {
  readonly study: string;
  readonly trial: number;
  readonly trials: number;
  readonly levels: Readonly<Record<string, string>>;
  readonly state: TrialState;
  readonly phase: string;
  /** Time on the samples' clock. */
  readonly phase_begin_ns: number;
  /** `asked`: the trial in progress is the last one before the pause. */
  readonly pause: 'none' | 'asked' | 'paused';
  /** 0 to 1 over the whole sweep. */
  readonly fraction: number;
  /** Null until a first trial has been timed. */
  readonly eta_s: number | null;
  /** 95 % interval of eta_s; null with it. */
  readonly eta_ci_s: Interval | null;
  /** As of the end of the last trial; null before the first. */
  readonly remaining: SweepForecast | null;
  readonly elapsed_s: number;
  readonly epoch: {
    readonly epoch: number;
    readonly train_loss: number;
    readonly train_accuracy: number;
  } | null;
}

/** The cell that a forecast is timing, out of how many. */
export interface ForecastProgress {
  /** From 1. */
  readonly cell: number;
  readonly cells: number;
  readonly levels: Readonly<Record<string, string>>;
}

export interface SweepEnd {
  readonly study: string;
  readonly state: EndState;
  readonly message: string | null;
}
