// The whole contract between the window and the main process: two type maps and the schemas of what the window may
// send. Both ends derive from it; a new channel is one line here plus its handler.
import { z } from 'zod';
import type { Analysis, Interval } from './analysis.ts';
import { Design } from './design/design.ts';
import { PRESET_NAMES, type Preset } from './design/presets.ts';
import type { CarbonDocument, DoctorDocument, TrialRow, TrialState } from './documents.ts';
import type { AuditErrorCode } from './errors.ts';
import type { ForecastDocument } from './forecast/document.ts';
import type { Estimate } from './forecast/forecast.ts';
import { Settings } from './settings.ts';
import type { GpuState, Kind, Source } from './source.ts';
import { StudyQuestion, TrialQuestion, type TrialView } from './study-questions.ts';
import type { SweepAnalyses } from './sweep/analyses.ts';

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: AuditErrorCode; readonly message: string } };

/** A study as the result screen needs it. */
export interface StudyView {
  readonly path: string;
  readonly name: string;
  readonly created_unix_ms: number;
  readonly design: Design | null;
  readonly trials: readonly TrialRow[];
  /** Null when too few trials are done to say anything; `why_no_analysis` then says so. */
  readonly analysis: Analysis | null;
  readonly why_no_analysis: string | null;
  /** Null without an analysis. */
  readonly sweep: SweepAnalyses | null;
  readonly carbon: CarbonDocument | null;
  /** Responses that can be chosen, with their unit: `energy_j`, `power_w`, `duration_s`, `accuracy`, ... */
  readonly responses: readonly { readonly name: string; readonly label: string; readonly unit: string }[];
  readonly factors: readonly string[];
  /** Those of the analysis shown. */
  readonly analysed_factors: readonly string[];
  /** Conditions that some trial has a value of, and `run_order`: what may be a covariate. */
  readonly covariates: readonly string[];
  /** Who trained the done trials, by whose matrix products: `own`, `libxsmm 1.17`, `pytorch 2.3`; several were mixed. */
  readonly trained_by: readonly string[];
  /** How the energies were obtained; `modelled` brings the banner. */
  readonly kind: Kind | 'mixed' | 'none';
  /** Mean training energy of the done trials by source, J: what the total is made of. */
  readonly sources: readonly {
    readonly id: string;
    readonly device: string;
    readonly domain: string;
    readonly kind: Kind;
    readonly method: string;
    readonly energy_j: number | null;
  }[];
}

export interface LiveSample {
  readonly t_ns: number;
  /** In the order of the sources; null for a missing reading. */
  readonly power_w: readonly (number | null)[];
}
export interface LiveView {
  readonly sources: readonly Source[];
  readonly samples: readonly LiveSample[];
  readonly gpus: readonly GpuState[];
}

/** Of the trials that are left: medians and 95 % intervals. Energy and carbon are null where none is measured or modelled. */
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

/** Which cell of how many a forecast is timing. */
export interface ForecastProgress {
  /** From 1. */
  readonly cell: number;
  readonly cells: number;
  readonly levels: Readonly<Record<string, string>>;
}

export interface SweepEnd {
  readonly study: string;
  readonly state: 'done' | 'aborted' | 'failed';
  readonly message: string | null;
}

export interface AppInfo {
  readonly version: string;
  /** A study named on the command line or double-clicked before the window was there; null for none. */
  readonly open_study: string | null;
  /** Folder of the IDX data set that came with the app; null where there is none. */
  readonly dataset_dir: string | null;
}

/** What the native menu or the system asks of the window. */
export type AppCommand =
  | { readonly command: 'open_study'; readonly path: string | null }
  | { readonly command: 'export'; readonly format: 'html' | 'pdf' }
  | {
      readonly command: 'show';
      readonly screen: 'hardware' | 'design' | 'run' | 'results' | 'trials' | 'report' | 'settings';
    };

/** Channels the window may call, each answering a Result; `z` schemas refuse anything else. */
export const REQUESTS = {
  'machine:inspect': z.tuple([]),
  'live:start': z.tuple([]),
  'live:stop': z.tuple([]),
  'design:quick': z.tuple([]),
  'design:preset': z.tuple([z.enum(PRESET_NAMES)]),
  'design:open': z.tuple([]),
  'design:save': z.tuple([Design]),
  'design:forecast': z.tuple([Design]),
  'design:forecast-cancel': z.tuple([]),
  'sweep:start': z.tuple([Design]),
  'sweep:abort': z.tuple([]),
  'sweep:current': z.tuple([]),
  'study:recent': z.tuple([]),
  'study:choose': z.tuple([]),
  'study:open': z.tuple([StudyQuestion]),
  'trial:open': z.tuple([TrialQuestion]),
  'report:export': z.tuple([z.object({ path: z.string().min(1), format: z.enum(['html', 'pdf']) })]),
  'report:show': z.tuple([z.object({ path: z.string().min(1) })]),
  'app:info': z.tuple([]),
  'data:choose': z.tuple([z.enum(['folder', 'csv'])]),
  'settings:get': z.tuple([]),
  'settings:set': z.tuple([Settings]),
  'carbon:regions': z.tuple([]),
} as const;

export type RequestChannel = keyof typeof REQUESTS;

export interface Responses {
  'machine:inspect': DoctorDocument;
  'live:start': { readonly sources: readonly Source[] };
  'live:stop': null;
  'design:quick': Design;
  'design:preset': Preset;
  /** The design file the user chose in the system's dialog; null when cancelled. */
  'design:open': (Preset & { readonly path: string }) | null;
  /** Where it was written, as YAML; null when cancelled. */
  'design:save': string | null;
  /** By timing this machine for some seconds. */
  'design:forecast': ForecastDocument;
  /** The forecast that is under way is refused with `aborted`; no-op when there is none. */
  'design:forecast-cancel': null;
  'sweep:start': { readonly study: string };
  'sweep:abort': null;
  'sweep:current': SweepProgress | null;
  'study:recent': readonly {
    readonly path: string;
    readonly name: string;
    readonly modified_unix_ms: number;
  }[];
  /** The path the user chose in the system's dialog; null when cancelled. */
  'study:choose': string | null;
  'study:open': StudyView;
  'trial:open': TrialView;
  /** Where the report was written; null when the user cancelled. */
  'report:export': string | null;
  'report:show': null;
  'app:info': AppInfo;
  /** The folder or file the user chose in the system's dialog; null when cancelled. */
  'data:choose': string | null;
  'settings:get': Settings;
  'settings:set': Settings;
  'carbon:regions': readonly {
    readonly code: string;
    readonly name: string;
    readonly intensity_g_per_kwh: number;
  }[];
}

/** What the main process tells the window unasked. */
export interface Events {
  'live:samples': LiveView;
  'design:forecast-progress': ForecastProgress;
  'sweep:progress': SweepProgress;
  'sweep:ended': SweepEnd;
  'app:command': AppCommand;
}
export type EventChannel = keyof Events;
export const EVENTS = [
  'live:samples',
  'design:forecast-progress',
  'sweep:progress',
  'sweep:ended',
  'app:command',
] as const satisfies readonly EventChannel[];

/** What the preload script puts on `window.wattproof`. */
export interface Bridge {
  call<C extends RequestChannel>(
    channel: C,
    ...args: z.infer<(typeof REQUESTS)[C]>
  ): Promise<Result<Responses[C]>>;
  on<C extends EventChannel>(channel: C, listener: (event: Events[C]) => void): () => void;
}
