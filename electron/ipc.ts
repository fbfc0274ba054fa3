// The main process' side of the contract: checks the sender and arguments of every call. Answers are Results, because
// Electron keeps only the message of a thrown error.
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { z } from 'zod';
import {
  type Answers,
  type Arguments,
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

/** True for the top frame of a window that shows our own pages; other frames get no answer. */
export function isTrusted(event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return false;
  return frame.url.startsWith(`${APP_ORIGIN}/`);
}

/** The answer of `channel` to `args` from `event`; never throws. */
export async function answer<C extends RequestChannel>(
  channel: C,
  handler: Handler<C>,
  event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>,
  args: unknown[],
): Promise<Result<Answers[C]>> {
  try {
    if (!isTrusted(event)) {
      throw new AuditError('usage', `${channel} was called from a page that is not part of the app`);
    }
    const parsed = REQUESTS[channel].takes.safeParse(args);
    if (!parsed.success) throw new AuditError('usage', wrongArguments(channel, parsed.error.issues));
    return { ok: true, value: await handler(...(parsed.data as Arguments[C])) };
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
