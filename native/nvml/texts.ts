// Fixed-length C strings: rarely read, so convenience matters more than speed.

/** Longer than any name, version or UUID that NVML's header allows, including the terminating zero. */
const LONGEST = 96;

/** The text that a call writes into a buffer; null when the call is missing or refused. */
export function textOf(
  call: ((text: Uint8Array, length: number) => number) | null,
  longest = LONGEST,
): string | null {
  if (call === null) return null;
  const buffer = Buffer.alloc(longest);
  return call(buffer, longest) === 0 ? untilZero(buffer) : null;
}

/** The bytes before the first zero. */
export function untilZero(buffer: Buffer): string {
  const end = buffer.indexOf(0);
  return buffer.toString('utf8', 0, end < 0 ? buffer.length : end);
}
