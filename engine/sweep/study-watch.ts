// Watches over the file of a running study: deleted, moved or replaced by another, it is noticed while its data can be saved.
import { AuditError } from '../../core/errors.ts';
import { endStudy, readStudy } from '../../db/studies.ts';
import { type Gone, goneFrom } from '../../db/study-file/identity.ts';
import { closeGoneStudy, rescueStudy } from '../../db/study-file/rescue.ts';
import { closeStudyFile, type StudyFile } from '../../db/study-file.ts';
import { unixMs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import { studiesDir } from '../setup/study-paths.ts';

const EVERY_MS = 5000;

export class StudyWatch {
  readonly #study: StudyFile;
  readonly #uuid: string | null;
  readonly #onGone: (error: AuditError) => void;
  readonly #timer: NodeJS.Timeout;
  #gone: Gone | null = null;

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
    const { files, path } = this.#study;
    if (files === null || this.is_gone) return;
    this.#gone = goneFrom(path, files.study, this.#uuid);
    if (this.#gone !== null) this.#onGone(new AuditError('study', this.#what()));
  }

  /** Saves a study that is gone under a new name, and says where it is now. */
  rescue(parts: EngineParts): { readonly path: string | null; readonly error: AuditError } {
    this.#endStudy();
    const rescue = rescueStudy(this.#study, studiesDir(parts.env.data_dir, parts.settings));
    const end =
      rescue.path === null
        ? `its data could not be saved (${rescue.why})`
        : `everything recorded is in ${rescue.path}`;
    return { path: rescue.path, error: new AuditError('study', `${this.#what()}; ${end}`) };
  }

  /** Ends the watch and closes the study. */
  close(): void {
    clearInterval(this.#timer);
    if (this.is_gone) closeGoneStudy(this.#study);
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
