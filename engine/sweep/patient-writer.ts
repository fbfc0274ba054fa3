// Writes to a study in order. While another program has it locked, the writes wait in memory and the run goes on.
import { AuditError } from '../../core/errors.ts';
import { isLocked } from '../../db/study-file/errors.ts';
import { foldLog } from '../../db/study-file/fold.ts';
import { atOnce, waitBriefly } from '../../db/study-file/patience.ts';
import type { StudyFile } from '../../db/study-file.ts';

const RETRY_MS = 200;
/** After this long the lock is taken for a mistake, ms. */
const MOST_WAIT_MS = 600_000;

export interface WriterListeners {
  /** The study cannot be written. True when it can be now, because the caller found a way; nothing is written after false. */
  onFault(error: unknown): boolean;
  /** Everything that waited is written. */
  onUnlocked(waited_ms: number): void;
}

export class PatientWriter {
  readonly #study: StudyFile;
  readonly #listeners: WriterListeners;
  readonly #most_wait_ms: number;
  readonly #waiting: (() => void)[] = [];
  readonly #idle: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #locked_since_ms: number | null = null;
  #retry: NodeJS.Timeout | null = null;
  #is_working = false;
  #fault: { readonly error: unknown } | null = null;

  constructor(study: StudyFile, listeners: WriterListeners, most_wait_ms = MOST_WAIT_MS) {
    [this.#study, this.#listeners, this.#most_wait_ms] = [study, listeners, most_wait_ms];
    waitBriefly(study);
  }

  /** Steps that wait for another program. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Writes `step` as one transaction, now or after what waits. */
  write(step: () => void): void {
    this.#add(() => atOnce(this.#study, step));
  }

  /** Empties the log into the file, after what waits. */
  fold(): void {
    this.#add(() => void foldLog(this.#study));
  }

  /** Resolves when nothing waits. @throws AuditError `study` when the study cannot be written, or stays locked */
  async settled(): Promise<void> {
    if (this.#fault) throw this.#fault.error;
    if (this.#waiting.length === 0) return;
    await new Promise<void>((resolve, reject) => this.#idle.push({ resolve, reject }));
  }

  /** The result of a step that must be in the study before its caller goes on. */
  async written<T>(step: () => T): Promise<T> {
    let result: { readonly value: T } | null = null;
    this.write(() => {
      result = { value: step() };
    });
    await this.settled();
    return (result as { readonly value: T } | null as { readonly value: T }).value;
  }

  #add(step: () => void): void {
    if (this.#fault) return;
    this.#waiting.push(step);
    if (this.#retry === null && !this.#is_working) this.#work();
  }

  #work(): void {
    this.#retry = null;
    // A step may itself write: that waits for its turn.
    this.#is_working = true;
    try {
      this.#workOff();
    } finally {
      this.#is_working = false;
    }
  }

  #workOff(): void {
    for (let step = this.#waiting[0]; step !== undefined; step = this.#waiting[0]) {
      try {
        step();
        this.#waiting.shift();
      } catch (error) {
        if (isLocked(error) && this.#staysPatient()) return;
        if (!this.#listeners.onFault(isLocked(error) ? this.#locked() : error)) return this.#giveUp(error);
      }
    }
    if (this.#locked_since_ms !== null) {
      const waited_ms = performance.now() - this.#locked_since_ms;
      this.#locked_since_ms = null;
      this.#listeners.onUnlocked(waited_ms);
      this.#workOff();
    }
    for (const { resolve } of this.#idle.splice(0)) resolve();
  }

  #staysPatient(): boolean {
    this.#locked_since_ms ??= performance.now();
    if (performance.now() - this.#locked_since_ms > this.#most_wait_ms) return false;
    this.#retry = setTimeout(() => this.#work(), RETRY_MS);
    return true;
  }

  #giveUp(error: unknown): void {
    this.#fault = { error: isLocked(error) ? this.#locked() : error };
    this.#waiting.length = 0;
    for (const { reject } of this.#idle.splice(0)) reject(this.#fault.error);
  }

  #locked(): AuditError {
    const minutes = Math.round(this.#most_wait_ms / 60_000);
    return new AuditError(
      'study',
      `cannot write ${this.#study.path}: another program has had it locked for ${minutes} minutes; close that program and run again`,
    );
  }
}
