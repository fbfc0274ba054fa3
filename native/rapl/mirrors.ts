// Detects dies that show one socket's counter twice (first Threadripper and EPYC), so that it is not counted twice.

/** Reads a counter in microjoules; null when it cannot be read. */
type Read = () => number | null;

/**
 * True when `b` shows the same counter as `a`: read between two readings of `a`, its value lies between them. Two
 * separate counters, each anywhere in a range of 65 kJ or more, agree within a few millijoules by chance less than
 * once in a million.
 */
export function isMirror(a: Read, b: Read): boolean {
  const before_uj = a();
  const between_uj = b();
  const after_uj = a();
  if (before_uj === null || between_uj === null || after_uj === null) return false;
  return before_uj > 0 && before_uj <= between_uj && between_uj <= after_uj;
}

/** The socket of a die zone (`package-1-die-0` -> `package-1`); null for any other zone. */
export const socketOfDie = (name: string): string | null => /^(package-\d+)-die-\d+$/.exec(name)?.[1] ?? null;
