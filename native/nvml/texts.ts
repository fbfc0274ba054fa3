// Fixed-length C texts: asked for once, so convenience goes before speed.

/** Lengths that NVML's header gives for its texts, terminating zero included. */
const LONGEST = 96;

/** The text that a call writes into a buffer; null when the call is missing or refused. */
export function textOf(call: ((text: Buffer, length: number) => number) | null): string | null {
  if (call === null) return null;
  const buffer = Buffer.alloc(LONGEST);
  return call(buffer, LONGEST) === 0 ? untilZero(buffer) : null;
}

/** The bytes before the first zero. */
export function untilZero(buffer: Buffer): string {
  const end = buffer.indexOf(0);
  return buffer.toString('utf8', 0, end < 0 ? buffer.length : end);
}
