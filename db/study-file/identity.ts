// Tells files apart, whatever they are called.
import { statSync } from 'node:fs';

/** A file as its system numbers it. */
export interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** Null when nothing is there. */
export function identityOf(path: string): FileIdentity | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found ? { dev: found.dev, ino: found.ino } : null;
}

export const isSameFile = (a: FileIdentity | null, b: FileIdentity | null): boolean =>
  a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
