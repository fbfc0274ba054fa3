// Calls the main process and turns a refused Result back into an error with its code.
import type { z } from 'zod';
import type {
  Bridge,
  EventChannel,
  Events,
  REQUESTS,
  RequestChannel,
  Responses,
} from '../../core/contract/ipc.ts';
import type { AuditErrorCode } from '../../core/errors.ts';
import { AuditError } from '../../core/errors.ts';

declare global {
  interface Window {
    readonly wattproof: Bridge;
  }
}

export type CallError = AuditError & { readonly code: AuditErrorCode };

/** @throws AuditError with the code and the one line the main process answered. */
export async function call<C extends RequestChannel>(
  channel: C,
  ...args: z.infer<(typeof REQUESTS)[C]>
): Promise<Responses[C]> {
  const result = await window.wattproof.call(channel, ...args);
  if (!result.ok) throw new AuditError(result.error.code, result.error.message);
  return result.value;
}

/** Listens until the returned function is called. */
export const listen = <C extends EventChannel>(channel: C, listener: (event: Events[C]) => void) =>
  window.wattproof.on(channel, listener);
