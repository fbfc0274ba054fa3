// The whole contract between the window and the main process: one table of calls, one of events. Both ends and the
// preload script derive from them; a new channel is one entry here plus its handler.
import { z } from 'zod';
import { Design } from '../design/design.ts';
import { PRESET_NAMES, type Preset } from '../design/presets.ts';
import type { AuditErrorCode } from '../errors.ts';
import { FigureFile } from '../figures/figure-file.ts';
import type { ForecastDocument } from '../forecast/document.ts';
import type { DoctorDocument } from '../machine/doctor-document.ts';
import { Settings } from '../settings.ts';
import type { Source } from '../source.ts';
import type { VerifyDocument } from '../study/finding.ts';
import type { SalvageDocument } from '../study/salvage-document.ts';
import { MOST_REASON_LETTERS } from '../study/trial-row.ts';
import { WallEntry, type WallReading } from '../study/wall-entry.ts';
import { type Handed, type HandedStudy, ReportHandle, StudyHandle } from './handles.ts';
import type { HelpPage } from './help-page.ts';
import type { ScreenName } from './screens.ts';
import { StudyQuestion, TrialQuestion, type TrialView } from './study-questions.ts';
import type { ForecastProgress, LiveView, StudyLine, StudyView, SweepEnd, SweepProgress } from './views.ts';

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: AuditErrorCode; readonly message: string } };

export type * from './views.ts';

export interface AppInfo {
  readonly version: string;
  /** A study named on the command line or double-clicked before the window opened; null for none. */
  readonly open_study: HandedStudy | null;
  /** Folder of the IDX data set that came with the app; null where there is none. */
  readonly dataset_dir: string | null;
  /** ISO alpha-3 code of the country that the system is set to; a guess at its location. Null: not available. */
  readonly country: string | null;
}

/** A study that can be opened at a click. */
export interface RecentStudy extends HandedStudy {
  readonly name: string;
  readonly modified_unix_ms: number;
}

/** A study as the window shows it. */
export type OpenedStudy = StudyView & HandedStudy;

/** A report that the user exported; the path is only to be shown. */
export interface ExportedReport {
  readonly report: ReportHandle;
  readonly path: string;
}

/** A country with a grid factor. */
export interface RegionLine {
  readonly code: string;
  readonly name: string;
  readonly intensity_g_per_kwh: number;
}

/** What became of a damaged study, and the new one. */
export interface SalvagedStudy {
  readonly saved: HandedStudy;
  readonly document: SalvageDocument;
}

/** An uncaught error of the page. */
const PageError = z.strictObject({
  message: z.string().max(2000),
  stack: z.string().max(10_000).nullable(),
});
export type PageError = z.infer<typeof PageError>;

/** Commands from the native menu or the system to the window. */
export type AppCommand =
  /** Null: the user chooses one. */
  | { readonly command: 'open_study'; readonly study: HandedStudy | null }
  /** Null: the page of the current screen. */
  | { readonly command: 'help'; readonly page: HelpPage | null }
  | { readonly command: 'export'; readonly format: 'html' | 'pdf' }
  | { readonly command: 'show'; readonly screen: ScreenName | 'settings' };

/** Type of a channel's answer or event; it exists for the compiler only. */
interface Carries<T> {
  readonly carries?: T;
}
const carries = <T>(): Carries<T> => ({});

/** One channel the window may call: a schema that rejects any other arguments, and the type of its answer. */
const request = <S extends z.ZodTuple, A>(takes: S, answers: Carries<A>) => ({ takes, answers });

const NOTHING = z.tuple([]);
const STUDY = z.strictObject({ study: StudyHandle });
const TRIAL = STUDY.extend({ trial: z.int().min(1) });

/** Every channel the window may call, each answering a Result. */
export const REQUESTS = {
  'machine:inspect': request(NOTHING, carries<DoctorDocument>()),
  /** Inspects, and watches every measured source for some seconds to find how often it really changes. */
  'machine:watch': request(NOTHING, carries<DoctorDocument>()),
  /** Lines describing the steps that would open the CPU's counters, for the user's consent; changes nothing. */
  'machine:remedy-plan': request(NOTHING, carries<readonly string[]>()),
  /** Takes these steps; answers with what is left for the user to do. */
  'machine:remedy': request(NOTHING, carries<string>()),
  'live:start': request(NOTHING, carries<{ readonly sources: readonly Source[] }>()),
  'live:stop': request(NOTHING, carries<null>()),
  'design:quick': request(NOTHING, carries<Design>()),
  'design:preset': request(z.tuple([z.enum(PRESET_NAMES)]), carries<Preset>()),
  /** The design file the user chose in the system's dialog; null when cancelled. */
  'design:open': request(NOTHING, carries<(Preset & { readonly path: string }) | null>()),
  /** Path of the YAML file written; null when cancelled. */
  'design:save': request(z.tuple([Design]), carries<string | null>()),
  /** Times this machine for some seconds. */
  'design:forecast': request(z.tuple([Design]), carries<ForecastDocument>()),
  /** The running forecast is rejected with `aborted`; does nothing when there is none. */
  'design:forecast-cancel': request(NOTHING, carries<null>()),
  'sweep:start': request(z.tuple([Design]), carries<HandedStudy>()),
  /** Goes on with an unfinished study; refusals arrive as its end. */
  'sweep:resume-study': request(z.tuple([STUDY]), carries<null>()),
  'sweep:abort': request(NOTHING, carries<null>()),
  'sweep:pause': request(NOTHING, carries<null>()),
  'sweep:resume': request(NOTHING, carries<null>()),
  'sweep:wall': request(z.tuple([WallEntry]), carries<WallReading>()),
  /** Wall readings of the running sweep; empty when none runs. */
  'sweep:wall-readings': request(NOTHING, carries<readonly WallReading[]>()),
  'sweep:current': request(NOTHING, carries<Handed<SweepProgress> | null>()),
  'study:recent': request(NOTHING, carries<readonly RecentStudy[]>()),
  'study:line': request(z.tuple([STUDY]), carries<StudyLine>()),
  /** The study the user chose in the system's dialog; null when cancelled. */
  'study:choose': request(NOTHING, carries<HandedStudy | null>()),
  'study:open': request(z.tuple([StudyQuestion]), carries<OpenedStudy>()),
  /** Compares the study with its hash chain and its samples; takes a while for a large one. */
  'study:verify': request(z.tuple([STUDY]), carries<VerifyDocument>()),
  /** Brings over what is readable into a new file of the user's choice; null when cancelled. */
  'study:salvage': request(z.tuple([STUDY]), carries<SalvagedStudy | null>()),
  'trial:open': request(z.tuple([TrialQuestion]), carries<TrialView>()),
  'trial:exclude': request(
    z.tuple([TRIAL.extend({ reason: z.string().trim().min(1).max(MOST_REASON_LETTERS) })]),
    carries<null>(),
  ),
  'trial:include': request(z.tuple([TRIAL]), carries<null>()),
  /** Null when the user cancelled. */
  'report:export': request(
    z.tuple([STUDY.extend({ format: z.enum(['html', 'pdf']) })]),
    carries<ExportedReport | null>(),
  ),
  /** Path of the figure; null when the user cancelled. */
  'figure:save': request(z.tuple([FigureFile]), carries<string | null>()),
  'report:show': request(z.tuple([z.strictObject({ report: ReportHandle })]), carries<null>()),
  'app:info': request(NOTHING, carries<AppInfo>()),
  /** Writes the error to the log. */
  'app:page-error': request(z.tuple([PageError]), carries<null>()),
  /** The folder or file the user chose in the system's dialog; null when cancelled. */
  'data:choose': request(z.tuple([z.enum(['folder', 'csv'])]), carries<string | null>()),
  'settings:get': request(NOTHING, carries<Settings>()),
  'settings:set': request(z.tuple([Settings]), carries<Settings>()),
  /** Default folder of new studies, used until one is chosen. */
  'studies:folder': request(NOTHING, carries<string>()),
  /** Null when cancelled; the settings are not changed yet. */
  'studies:choose-folder': request(NOTHING, carries<string | null>()),
  'studies:show-folder': request(NOTHING, carries<null>()),
  'carbon:regions': request(NOTHING, carries<readonly RegionLine[]>()),
} as const;

/**
 * Called by the preload script alone, with the path of a file that Electron itself took from a drop; the page's `call`
 * refuses it.
 */
export const DROP = { channel: 'study:dropped', takes: z.tuple([z.string().min(1).max(4096)]) } as const;

export type RequestChannel = keyof typeof REQUESTS;
/** Arguments of each channel. */
export type Arguments = { readonly [C in RequestChannel]: z.infer<(typeof REQUESTS)[C]['takes']> };
/** Answer of each channel on success. */
export type Answers = {
  readonly [C in RequestChannel]: (typeof REQUESTS)[C]['answers'] extends Carries<infer A> ? A : never;
};

/** Events that the main process sends to the window. */
export const EVENTS = {
  'live:samples': carries<LiveView>(),
  'design:forecast-progress': carries<ForecastProgress>(),
  'sweep:progress': carries<Handed<SweepProgress>>(),
  'sweep:ended': carries<Handed<SweepEnd>>(),
  'app:command': carries<AppCommand>(),
} as const;
export type EventChannel = keyof typeof EVENTS;
export type Events = {
  readonly [C in EventChannel]: (typeof EVENTS)[C] extends Carries<infer E> ? E : never;
};

/** The object that the preload script puts on `window.wattproof`. */
export interface Bridge {
  call<C extends RequestChannel>(channel: C, ...args: Arguments[C]): Promise<Result<Answers[C]>>;
  on<C extends EventChannel>(channel: C, listener: (event: Events[C]) => void): () => void;
  /** Hands over a study that the user dropped on the window; anything but a real file of this machine is refused. */
  dropped(file: object): Promise<Result<HandedStudy>>;
}
