// Finds a way to root's rights: asked for in a window, asked for in a terminal, or held already.
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** The requesting user, and the places where a password prompt can appear. */
export interface Asker {
  /** 0 is root. */
  readonly uid: number;
  /** The user who will read the counters; null when root runs this itself. */
  readonly user: string | null;
  /** True when a desktop can show polkit's window. */
  readonly has_display: boolean;
  /** True when a person is at a terminal. */
  readonly has_terminal: boolean;
  /** PATH to search for programs. */
  readonly path: string;
}

export type Way = 'root' | 'pkexec' | 'sudo';

/** Finds a program on the PATH; null when it is missing or not executable. */
function programOn(path: string, name: string): string | null {
  for (const folder of path.split(':').filter(Boolean)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not here: try the next folder.
    }
  }
  return null;
}

/** The first way that fits, with its program; null when there is no place to ask for a password. */
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
