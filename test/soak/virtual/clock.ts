// A clock that moves only when somebody waits for it; stands in for engine/setup/clock.ts and for node's own sleep.
import type { Anchor } from '../../../db/samples.ts';

let now_ns = 1e12;
/** The calendar at now_ns = 0, ms. */
const CALENDAR_MS = Date.UTC(2026, 0, 1);
let onPass: (from_ns: number, to_ns: number) => void = () => {};

export const monotonicNs = (): number => now_ns;
export const unixMs = (): number => CALENDAR_MS + now_ns / 1e6;
export const takeAnchor = (_proc_root: string): Anchor => ({
  t_ns: now_ns,
  unix_ms: unixMs(),
  boot_ms: now_ns / 1e6,
});

/** Called with every stretch of time that passes. */
export function whenTimePasses(listener: typeof onPass): void {
  onPass = listener;
}

/** Lets time pass, as node:timers/promises does. */
export async function setTimeout(
  duration_ms: number,
  _value?: unknown,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  options.signal?.throwIfAborted();
  const from_ns = now_ns;
  now_ns += duration_ms * 1e6;
  onPass(from_ns, now_ns);
  // The event loop turns, as it would in a wait.
  await new Promise((resolve) => setImmediate(resolve));
}
