// Sends questions about studies to processes that can be killed. Each process works on one question at a time; one that
// takes too long or too much memory is ended with its question, and the other questions go on.
import { AuditError, type AuditErrorCode } from '../../core/errors.ts';
import type { Log } from '../setup/log.ts';
import { READER_LIMITS, type ReaderLimits } from './limits.ts';
import { READY, type StudyAnswers, type StudyAsk, type StudyReply, type StudyRequest } from './protocol.ts';

/** A process that runs `program.ts`, started by whoever composes the app. */
export interface ReaderProcess {
  post(request: StudyRequest): void;
  onMessage(hear: (message: StudyReply | typeof READY) => void): void;
  /** `why` is a word or two, such as `code 1`. */
  onExit(hear: (why: string) => void): void;
  /** Its resident memory; null where the system does not report it. */
  memoryBytes(): Promise<number | null>;
  /** Ends it at once, even inside a call that never returns. */
  kill(): void;
}
export type StartReader = () => ReaderProcess;

interface Question {
  readonly id: number;
  readonly ask: StudyAsk;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

interface Slot {
  readonly process: ReaderProcess;
  is_ready: boolean;
  question: Question | null;
  /** File of the last question: the next one about it finds its data read. */
  last_path: string;
  timers: NodeJS.Timeout[];
}

const [MOST_PROCESSES, MOST_FOR_LINES] = [4, 2];
/** An unused process is ended after this time, but for one. */
const IDLE_MS = 30_000;

export class StudyReader {
  readonly #start: StartReader;
  readonly #log: Log;
  readonly #limits: ReaderLimits;
  readonly #slots = new Set<Slot>();
  #queue: Question[] = [];
  #last_id = 0;
  #is_closed = false;

  constructor(start: StartReader, log: Log, limits: ReaderLimits = READER_LIMITS) {
    this.#start = start;
    this.#log = log;
    this.#limits = limits;
  }

  /** @throws AuditError from reading the study; `study` when its process was ended or died on it */
  ask<K extends StudyAsk['kind']>(ask: Extract<StudyAsk, { kind: K }>): Promise<StudyAnswers[K]> {
    const id = ++this.#last_id;
    return new Promise<StudyAnswers[K]>((resolve, reject) => {
      this.#queue.push({ id, ask, resolve: resolve as Question['resolve'], reject });
      this.#next();
    });
  }

  /** Ends every process at once and rejects open questions. */
  close(): void {
    this.#is_closed = true;
    for (const slot of [...this.#slots]) this.#end(slot, interrupted('the app is closing'));
    this.#next();
  }

  /** Gives waiting questions to free processes, in order. */
  #next(): void {
    const waiting: Question[] = [];
    for (const question of this.#queue) {
      const slot = this.#is_closed ? null : this.#slotFor(question.ask);
      if (this.#is_closed) question.reject(interrupted('the app is closing'));
      else if (slot === null) waiting.push(question);
      else this.#give(slot, question);
    }
    this.#queue = waiting;
  }

  /** A free process, best the one that read the file before; null when all are busy, or enough of them with the list. */
  #slotFor({ kind, path }: StudyAsk): Slot | null {
    const slots = [...this.#slots];
    const lines = slots.filter(({ question }) => question?.ask.kind === 'line').length;
    if (kind === 'line' && lines >= MOST_FOR_LINES) return null;
    const free = slots.filter(({ question }) => question === null);
    const found = free.find(({ last_path }) => last_path === path) ?? free[0];
    return found ?? (slots.length < MOST_PROCESSES ? this.#open() : null);
  }

  #open(): Slot {
    const slot: Slot = { process: this.#start(), is_ready: false, question: null, last_path: '', timers: [] };
    this.#slots.add(slot);
    slot.process.onMessage((message) => {
      if (message !== READY) return this.#settle(slot, message);
      slot.is_ready = true;
      if (slot.question !== null) this.#begin(slot, slot.question);
    });
    slot.process.onExit((why) => {
      if (this.#slots.has(slot) && slot.question !== null)
        this.#log.error('a process that reads studies', `it ended with ${why}`);
      this.#end(slot, interrupted(why));
    });
    return slot;
  }

  #give(slot: Slot, question: Question): void {
    stopTimers(slot);
    slot.question = question;
    slot.last_path = question.ask.path;
    if (slot.is_ready) return this.#begin(slot, question);
    const { start_s } = this.#limits;
    const late = interrupted(`its process did not start within ${start_s} s`);
    slot.timers = [setTimeout(() => this.#end(slot, late), start_s * 1e3)];
  }

  #begin(slot: Slot, question: Question): void {
    stopTimers(slot);
    const { ask, id } = question;
    const limit_s = this.#limits.limitS(ask.kind);
    slot.timers = [
      setTimeout(() => this.#end(slot, tooMuch(ask.path, `${limit_s} s`)), limit_s * 1e3),
      setInterval(() => void this.#look(slot, question), this.#limits.look_ms),
    ];
    slot.process.post({ id, ask });
  }

  async #look(slot: Slot, question: Question): Promise<void> {
    const bytes = await slot.process.memoryBytes();
    if (slot.question !== question || bytes === null || bytes <= this.#limits.memory_bytes) return;
    this.#end(slot, tooMuch(question.ask.path, `${this.#limits.memory_bytes / 1e6} MB of memory`));
  }

  #settle(slot: Slot, reply: StudyReply): void {
    const { question } = slot;
    if (question === null || question.id !== reply.id) return;
    stopTimers(slot);
    slot.question = null;
    if (!reply.ok && reply.stack !== null) this.#log.error('reading a study', reply.stack);
    if (reply.ok) question.resolve(reply.value as never);
    else question.reject(errorOf(reply.code, reply.message));
    slot.timers = [setTimeout(() => this.#retire(slot), IDLE_MS).unref()];
    this.#next();
  }

  #retire(slot: Slot): void {
    if (slot.question === null && this.#slots.size > 1) this.#end(slot, null);
  }

  #end(slot: Slot, error: AuditError | null): void {
    if (!this.#slots.delete(slot)) return;
    stopTimers(slot);
    slot.process.kill();
    const was_at_work = slot.is_ready && slot.question !== null;
    if (error !== null) slot.question?.reject(error);
    slot.question = null;
    this.#next();
    if (was_at_work) this.#replace();
  }

  /** Starts a process for the next question, which should not wait for that. */
  #replace(): void {
    const slots = [...this.#slots];
    if (this.#is_closed || slots.length >= MOST_PROCESSES || slots.some(({ question }) => question === null))
      return;
    const slot = this.#open();
    slot.timers = [setTimeout(() => this.#retire(slot), IDLE_MS).unref()];
  }
}

function stopTimers(slot: Slot): void {
  for (const timer of slot.timers) clearTimeout(timer);
  slot.timers = [];
}

const errorOf = (code: AuditErrorCode | null, message: string): Error =>
  code === null ? new Error(message) : new AuditError(code, message);

const interrupted = (why: string): AuditError =>
  new AuditError('study', `reading the study was interrupted (${why}); open it again`);

const tooMuch = (path: string, limit: string): AuditError =>
  new AuditError(
    'study',
    `${path} took more than ${limit} to read and was closed: it is very large, damaged or no study of Wattproof; wattproof analyze reads it without a limit`,
  );
