// The table of handles and paths: the only way from a call of the page to a file.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Handed, HandedStudy, ReportHandle, StudyHandle } from '../core/contract/handles.ts';
import { AuditError } from '../core/errors.ts';

/** Handles of one kind; a path keeps the handle that it was given first. */
class Handles<H extends string> {
  readonly #kind: string;
  readonly #path_of = new Map<H, string>();
  readonly #handle_of = new Map<string, H>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  give(file: string): H {
    const full = path.resolve(file);
    const handle =
      this.#handle_of.get(full) ?? (`${this.#kind}-${randomBytes(16).toString('base64url')}` as H);
    this.#handle_of.set(full, handle);
    this.#path_of.set(handle, full);
    return handle;
  }

  /** @throws AuditError `usage` for a handle that was never given */
  pathOf(handle: H): string {
    const file = this.#path_of.get(handle);
    if (file === undefined)
      throw new AuditError('usage', `the window was not handed this ${this.#kind}; open it again`);
    return file;
  }
}

export const reportHandles = (): Handles<ReportHandle> => new Handles('report');

export interface StudyHandles {
  /** Hands a study to the page; `file` comes from a dialog, a drop, a listing, the system or a sweep, never from the page. */
  hand(file: string): HandedStudy;
  /** Hands a study that the user just picked: whatever is at its path now. */
  handPicked(file: string): HandedStudy;
  /** @throws AuditError `usage` for a handle that was never given */
  pathOf(study: StudyHandle): string;
  /** Remembers which study a sweep of this window wrote: another one at its path is not its result. */
  recorded(file: string, uuid: string | null): void;
  /** The study that must be at the path of a handle, by its random name; null: any. */
  uuidOf(study: StudyHandle): string | null;
  /** The same facts with the study's path replaced by its handle. */
  handed<T extends { readonly study: string }>(facts: T): Handed<T>;
}

export function studyHandles(): StudyHandles {
  const handles = new Handles<StudyHandle>('study');
  const hand = (file: string): HandedStudy => ({ study: handles.give(file), path: file });
  const recorded = new Map<string, string>();
  return {
    hand,
    handPicked(file) {
      recorded.delete(path.resolve(file));
      return hand(file);
    },
    pathOf: (study) => handles.pathOf(study),
    recorded(file, uuid) {
      if (uuid !== null) recorded.set(path.resolve(file), uuid);
    },
    uuidOf: (study) => recorded.get(handles.pathOf(study)) ?? null,
    handed: (facts) => ({ ...facts, ...hand(facts.study) }),
  };
}
