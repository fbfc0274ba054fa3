// What the handlers are given: the engine's parts, the window to talk to and the rooms that outlive a call.
import type { BrowserWindow } from 'electron';
import type { Settings } from '../core/settings.ts';
import type { EngineParts } from '../engine/setup/parts.ts';
import type { StudyReader } from '../engine/study-thread/client.ts';
import type { Emit } from './ipc.ts';
import type { OpenedStudies } from './opened-studies.ts';
import type { SweepRoom } from './sweep-room.ts';

export interface AppContext {
  /** The engine's parts with the settings as they are now. */
  parts(): EngineParts;
  settings(): Settings;
  keepSettings(settings: Settings): void;
  /** The window; throws when it is gone, since nobody is left to answer. */
  window(): BrowserWindow;
  readonly emit: Emit;
  readonly sweep: SweepRoom;
  /** Reads studies on a thread of its own. */
  readonly reader: StudyReader;
  /** Folder that new studies go to. */
  studiesDir(): string;
  /** Where they go when no folder was chosen. */
  readonly usual_dir: string;
  /** Studies from other folders. */
  readonly opened: OpenedStudies;
  /** The study the app was started with, once. */
  takeOpenStudy(): string | null;
}
