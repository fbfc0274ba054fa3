// The whole contract between the window and the main process: two type maps and the schemas of what the window may
// send. Both ends derive from it; a new channel is one line here plus its handler.
import { z } from 'zod';
import { Design } from '../design/design.ts';
import { PRESET_NAMES, type Preset } from '../design/presets.ts';
import type { DoctorDocument } from '../documents.ts';
import type { AuditErrorCode } from '../errors.ts';
import { FigureFile } from '../figures/figure-file.ts';
import type { ForecastDocument } from '../forecast/document.ts';
import { Settings } from '../settings.ts';
import type { Source } from '../source.ts';
import { WallEntry, type WallReading } from '../study/wall-entry.ts';
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
  /** A study named on the command line or double-clicked before the window was there; null for none. */
  readonly open_study: string | null;
  /** Folder of the IDX data set that came with the app; null where there is none. */
  readonly dataset_dir: string | null;
  /** ISO alpha-3 code of the country that the system is set to; a guess at where it stands. Null: not told. */
  readonly country: string | null;
}

/** What the native menu or the system asks of the window. */
export type AppCommand =
  | { readonly command: 'open_study'; readonly path: string | null }
  /** Null: the page of the screen that is shown. */
  | { readonly command: 'help'; readonly page: HelpPage | null }
  | { readonly command: 'export'; readonly format: 'html' | 'pdf' }
  | { readonly command: 'show'; readonly screen: ScreenName | 'settings' };

/** Channels the window may call, each answering a Result; `z` schemas refuse anything else. */
export const REQUESTS = {
  'machine:inspect': z.tuple([]),
  'machine:watch': z.tuple([]),
  'machine:remedy-plan': z.tuple([]),
  'machine:remedy': z.tuple([]),
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
  'sweep:pause': z.tuple([]),
  'sweep:resume': z.tuple([]),
  'sweep:wall': z.tuple([WallEntry]),
  'sweep:wall-readings': z.tuple([]),
  'sweep:current': z.tuple([]),
  'study:recent': z.tuple([]),
  'study:line': z.tuple([z.object({ path: z.string().min(1) })]),
  'study:choose': z.tuple([]),
  'study:open': z.tuple([StudyQuestion]),
  'trial:open': z.tuple([TrialQuestion]),
  'trial:exclude': z.tuple([
    z.strictObject({
      path: z.string().min(1),
      trial: z.int().min(1),
      reason: z.string().trim().min(1).max(500),
    }),
  ]),
  'trial:include': z.tuple([z.strictObject({ path: z.string().min(1), trial: z.int().min(1) })]),
  'report:export': z.tuple([z.object({ path: z.string().min(1), format: z.enum(['html', 'pdf']) })]),
  'figure:save': z.tuple([FigureFile]),
  'report:show': z.tuple([z.object({ path: z.string().min(1) })]),
  'app:info': z.tuple([]),
  'data:choose': z.tuple([z.enum(['folder', 'csv'])]),
  'settings:get': z.tuple([]),
  'settings:set': z.tuple([Settings]),
  'studies:folder': z.tuple([]),
  'studies:choose-folder': z.tuple([]),
  'studies:show-folder': z.tuple([]),
  'carbon:regions': z.tuple([]),
} as const;

export type RequestChannel = keyof typeof REQUESTS;

export interface Responses {
  'machine:inspect': DoctorDocument;
  /** As inspected, and every measured source watched for some seconds: how often it really changes. */
  'machine:watch': DoctorDocument;
  /** What would be done to open the CPU's counters, in lines, to be agreed to; nothing is changed. */
  'machine:remedy-plan': readonly string[];
  /** It was done; what is left for the user to do. */
  'machine:remedy': string;
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
  'sweep:pause': null;
  'sweep:resume': null;
  'sweep:wall': WallReading;
  /** Of the running sweep; empty when none runs. */
  'sweep:wall-readings': readonly WallReading[];
  'sweep:current': SweepProgress | null;
  'study:recent': readonly {
    readonly path: string;
    readonly name: string;
    readonly modified_unix_ms: number;
  }[];
  'study:line': StudyLine;
  /** The path the user chose in the system's dialog; null when cancelled. */
  'study:choose': string | null;
  'study:open': StudyView;
  'trial:open': TrialView;
  'trial:exclude': null;
  'trial:include': null;
  /** Where the report was written; null when the user cancelled. */
  'report:export': string | null;
  /** Where the figure was written; null when the user cancelled. */
  'figure:save': string | null;
  'report:show': null;
  'app:info': AppInfo;
  /** The folder or file the user chose in the system's dialog; null when cancelled. */
  'data:choose': string | null;
  'settings:get': Settings;
  'settings:set': Settings;
  /** Where new studies go as long as no folder is chosen. */
  'studies:folder': string;
  /** Null when cancelled; the settings are not changed yet. */
  'studies:choose-folder': string | null;
  'studies:show-folder': null;
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
  /** Where a file that was dropped on the window lies; empty for what is not a file of this machine. */
  pathOf(file: object): string;
}
