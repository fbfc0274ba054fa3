// The context of all handlers: the engine's parts, the window, and objects that outlive a call.
import type { BrowserWindow } from 'electron';
import type { HandedStudy } from '../core/contract/handles.ts';
import type { Settings } from '../core/settings.ts';
import type { EngineParts } from '../engine/setup/parts.ts';
import type { StudyReader } from '../engine/study-reader/client.ts';
import type { DataPaths } from './data-paths.ts';
import type { StudyHandles } from './handles.ts';
import type { Emit } from './ipc.ts';
import type { OpenedStudies } from './opened-studies.ts';
import type { SweepRoom } from './sweep-room.ts';

export interface AppContext {
  /** The engine's parts with the current settings. */
  parts(): EngineParts;
  settings(): Settings;
  /** @throws AuditError when they cannot be stored */
  keepSettings(settings: Settings): Promise<void>;
  /** The window; throws when it is closed, since nobody is left to answer. */
  window(): BrowserWindow;
  readonly emit: Emit;
  /** The studies that the page was handed: a call about any other is refused. */
  readonly studies: StudyHandles;
  readonly sweep: SweepRoom;
  /** Reads studies in processes of their own, since any of them may hang on a foreign file. */
  readonly reader: StudyReader;
  /** Paths of data sets that a design of the page may name. */
  readonly data: DataPaths;
  /** Folder for new studies. */
  studiesDir(): string;
  /** Folders for new studies that the user chose in the system's dialog. */
  readonly folders: Set<string>;
  /** Default folder for new studies. */
  readonly usual_dir: string;
  /** Studies opened from other folders. */
  readonly opened: OpenedStudies;
  /** The study the app was started with; null from the second call on. */
  takeOpenStudy(): HandedStudy | null;
}
