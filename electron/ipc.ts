// The main process' side of the contract: checks the sender and arguments of every call. Answers are Results, because
// Electron keeps only the message of a thrown error.
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { z } from 'zod';
import type { HandedStudy } from '../core/contract/handles.ts';
import {
  type Answers,
  type Arguments,
  DROP,
  type EventChannel,
  type Events,
  REQUESTS,
  type RequestChannel,
  type Result,
} from '../core/contract/ipc.ts';
import { AuditError, codeOf, messageOf } from '../core/errors.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { log } from './log.ts';

export type Handler<C extends RequestChannel> = (...args: Arguments[C]) => Promise<Answers[C]> | Answers[C];

/** Sends the window an event. */
export type Emit = <C extends EventChannel>(channel: C, event: Events[C]) => void;

type Caller = Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>;

/** True for the top frame of a window that shows our own pages; other frames get no answer. */
export function isTrusted(event: Caller): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return false;
  return frame.url.startsWith(`${APP_ORIGIN}/`);
}

/** The answer of `channel` to `args` from `event`; never throws. */
export const answer = <C extends RequestChannel>(
  channel: C,
  handler: Handler<C>,
  event: Caller,
  args: unknown[],
): Promise<Result<Answers[C]>> =>
  reply(channel, REQUESTS[channel].takes, (given) => handler(...(given as Arguments[C])), event, args);

async function reply<T>(
  channel: string,
  takes: z.ZodType,
  handler: (args: unknown) => Promise<T> | T,
  event: Caller,
  args: unknown[],
): Promise<Result<T>> {
  try {
    if (!isTrusted(event)) {
      throw new AuditError('usage', `${channel} was called from a page that is not part of the app`);
    }
    const parsed = takes.safeParse(args);
    if (!parsed.success) throw new AuditError('usage', wrongArguments(channel, parsed.error.issues));
    return { ok: true, value: await handler(parsed.data) };
  } catch (error) {
    if (codeOf(error) === 'internal') log.error(channel, error);
    return { ok: false, error: { code: codeOf(error), message: messageOf(error) } };
  }
}

function wrongArguments(channel: string, issues: readonly z.core.$ZodIssue[]): string {
  const first = issues[0];
  // Drops the leading index of the argument list, which means nothing to the user.
  const place = first?.path.slice(1).join('.') ?? '';
  return `${channel}: ${place === '' ? '' : `${place}: `}${first?.message ?? 'not what was expected'}`;
}

/** Answers `channel` with `handler`. */
export function handle<C extends RequestChannel>(channel: C, handler: Handler<C>): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) => answer(channel, handler, event, args));
}

/** Answers the preload script's message about a dropped file. */
export function handleDrop(handler: (file: string) => HandedStudy): void {
  ipcMain.handle(DROP.channel, (event, ...args: unknown[]) =>
    reply(DROP.channel, DROP.takes, (given) => handler(...(given as [string])), event, args),
  );
}
