// Dies that show one socket's counter twice (first Threadripper and EPYC), found out before they are added up twice.

/** Reads a counter in microjoules; null when it cannot be read. */
type Read = () => number | null;

/**
 * True when `b` shows the very counter of `a`: read between two readings of `a`, its value lies between them. Two
 * counters of their own, each anywhere in a range of 65 kJ or more, agree to a few millijoules by chance less than
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
