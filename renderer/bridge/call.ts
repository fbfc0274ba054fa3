// Calls the main process and turns a failed Result back into an error with its code.
import type { HandedStudy } from '../../core/contract/handles.ts';
import type {
  Answers,
  Arguments,
  Bridge,
  EventChannel,
  Events,
  RequestChannel,
  Result,
} from '../../core/contract/ipc.ts';
import { AuditError } from '../../core/errors.ts';

declare global {
  interface Window {
    readonly wattproof: Bridge;
  }
}

/** @throws AuditError with the code and message from the main process. */
export async function call<C extends RequestChannel>(channel: C, ...args: Arguments[C]): Promise<Answers[C]> {
  return valueOf(await window.wattproof.call(channel, ...args));
}

/** Hands over a study that the user dropped. @throws AuditError for anything else. */
export const dropStudy = async (file: File): Promise<HandedStudy> =>
  valueOf(await window.wattproof.dropped(file));

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new AuditError(result.error.code, result.error.message);
  return result.value;
}

/** Listens until the returned function is called. */
export const listen = <C extends EventChannel>(channel: C, listener: (event: Events[C]) => void) =>
  window.wattproof.on(channel, listener);
