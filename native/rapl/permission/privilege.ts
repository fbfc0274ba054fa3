// By what way a program that is nobody special may change the system: asked for in a window, in a terminal, or held already.
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** Who asks, and where a password can be asked for. */
export interface Asker {
  /** 0 is root. */
  readonly uid: number;
  /** Who is to read the counters; null when only root itself is there. */
  readonly user: string | null;
  /** A desktop is there to show polkit's window. */
  readonly has_display: boolean;
  /** A person sits at a terminal. */
  readonly has_terminal: boolean;
  /** The PATH to look for programs in. */
  readonly path: string;
}

export type Way = 'root' | 'pkexec' | 'sudo';

/** A program of the PATH; null when there is none or it may not be run. */
function programOn(path: string, name: string): string | null {
  for (const folder of path.split(':').filter(Boolean)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not here: the next one.
    }
  }
  return null;
}

/** The way and the program for it, first fit first; null when nobody could be asked for a password. */
export function wayOf(asker: Asker): { readonly way: Way; readonly program: string | null } | null {
  if (asker.uid === 0) return { way: 'root', program: null };
  const ways: readonly (readonly [boolean, Way])[] = [
    [asker.has_display, 'pkexec'],
    [asker.has_terminal, 'sudo'],
    // Without a desktop pkexec asks in the terminal.
    [asker.has_terminal, 'pkexec'],
  ];
  for (const [fits, way] of ways) {
    const program = fits ? programOn(asker.path, way) : null;
    if (program !== null) return { way, program };
  }
  return null;
}
