// Watches over the file of a running study: deleted, moved or replaced by another, it is noticed while its data can be saved.
import { AuditError } from '../../core/errors.ts';
import { endStudy, readStudy } from '../../db/studies.ts';
import { type Gone, goneFrom } from '../../db/study-file/gone.ts';
import { closeGoneStudy, rescueStudy } from '../../db/study-file/rescue.ts';
import { closeStudyFile, type StudyFile } from '../../db/study-file.ts';
import { unixMs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import { studiesDir } from '../setup/study-paths.ts';

const EVERY_MS = 5000;

/** The file of a study was taken away while it was being written. */
export class StudyGone extends AuditError {
  /** Where its data is now; null when it could not be saved. */
  readonly saved_path: string | null;
  /** Tells the study from whatever is at its path now. */
  readonly uuid: string | null;

  constructor(message: string, study: { readonly saved_path: string | null; readonly uuid: string | null }) {
    super('study', message);
    [this.saved_path, this.uuid] = [study.saved_path, study.uuid];
  }
}

export class StudyWatch {
  readonly #study: StudyFile;
  readonly #uuid: string | null;
  readonly #onGone: (error: AuditError) => void;
  readonly #timer: NodeJS.Timeout;
  #gone: Gone | null = null;
  #is_rescued = false;

  /** `onGone` is called once, when the path no longer leads to the study. */
  constructor(study: StudyFile, onGone: (error: AuditError) => void) {
    [this.#study, this.#onGone] = [study, onGone];
    this.#uuid = readStudy(study)?.uuid ?? null;
    this.#timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  get is_gone(): boolean {
    return this.#gone !== null;
  }

  /** Looks now; call it once more before the study is closed. */
  look(): void {
    if (this.is_gone) return;
    try {
      this.#gone = goneFrom(this.#study);
    } catch {
      return; // a drive that does not answer just now: the next look tells
    }
    if (this.#gone !== null) this.#onGone(new AuditError('study', this.#what()));
  }

  /** Saves a study that is gone under a new name. Returns the error that says where it is now. */
  rescue(parts: EngineParts): StudyGone {
    this.#endStudy();
    const rescue = rescueStudy(this.#study, studiesDir(parts.env.data_dir, parts.settings));
    this.#is_rescued = rescue.path !== null;
    const end =
      rescue.path === null
        ? `its data could not be saved (${rescue.why})`
        : `everything recorded is in ${rescue.path}`;
    return new StudyGone(`${this.#what()}; ${end}`, { saved_path: rescue.path, uuid: this.#uuid });
  }

  /** Ends the watch and closes the study. */
  close(): void {
    clearInterval(this.#timer);
    if (this.is_gone) closeGoneStudy(this.#study, this.#is_rescued);
    else closeStudyFile(this.#study);
  }

  /** The copy must not look as if it were still being made. */
  #endStudy(): void {
    try {
      if (readStudy(this.#study)?.state === 'running')
        endStudy(this.#study, { state: 'failed', ended_unix_ms: unixMs(), exit_code: null });
    } catch {
      // What went wrong with the file is said by the rescue that follows.
    }
  }

  #what(): string {
    return `${this.#study.path} was ${this.#gone} while it was being written`;
  }
}
