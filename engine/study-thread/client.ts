// Sends questions to the thread that reads studies; starts it on the first one, and again after it has died.
import { Worker } from 'node:worker_threads';
import { AuditError, type AuditErrorCode, messageOf } from '../../core/errors.ts';
import type { Log } from '../setup/log.ts';
import type { StudyAnswers, StudyAsk } from './protocol.ts';

export interface StudyRequest {
  readonly id: number;
  readonly ask: StudyAsk;
}
export type StudyReply =
  | { readonly id: number; readonly ok: true; readonly value: StudyAnswers[StudyAsk['kind']] }
  | {
      readonly id: number;
      readonly ok: false;
      /** Null for an internal error. */
      readonly code: AuditErrorCode | null;
      readonly message: string;
      /** For the log; null for an error the user can fix. */
      readonly stack: string | null;
    };

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export class StudyReader {
  readonly #worker_url: URL;
  readonly #log: Log;
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #last_id = 0;

  constructor(worker_url: URL, log: Log) {
    this.#worker_url = worker_url;
    this.#log = log;
  }

  /**
   * Questions are answered in order.
   * @throws AuditError from reading the study; `study` when the thread died on it
   */
  ask<K extends StudyAsk['kind']>(ask: Extract<StudyAsk, { kind: K }>): Promise<StudyAnswers[K]> {
    const worker = this.#worker ?? this.#start();
    const id = ++this.#last_id;
    return new Promise<StudyAnswers[K]>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      worker.postMessage({ id, ask } satisfies StudyRequest);
    });
  }

  /** Ends the thread and rejects open questions. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#worker_url);
    this.#worker = worker;
    let cause: unknown = null;
    worker.on('message', (reply: StudyReply) => this.#settle(reply));
    worker.on('error', (error) => {
      cause = error;
      this.#log.error('the study thread', error);
    });
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      const why = cause === null ? '' : ` (${messageOf(cause)})`;
      this.#refuseAll(new AuditError('study', `reading the study was interrupted${why}; open it again`));
    });
    return worker;
  }

  #settle(reply: StudyReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (!reply.ok && reply.stack !== null) this.#log.error('the study thread', reply.stack);
    if (reply.ok) waiting?.resolve(reply.value as never);
    else if (reply.code === null) waiting?.reject(new Error(reply.message));
    else waiting?.reject(new AuditError(reply.code, reply.message));
  }

  #refuseAll(error: AuditError): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
