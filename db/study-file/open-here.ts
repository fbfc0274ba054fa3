// Tells whether this process has a study open for SQLite. Closing any other handle of the same file would then drop
// SQLite's locks: https://www.sqlite.org/howtocorrupt.html, section 2.2.
import { readFileSync, statSync } from 'node:fs';

/** True when this process, in any of its threads, holds a lock on the file. Windows binds locks to the handle. */
export function isOpenHere(path: string): boolean {
  if (process.platform === 'win32') return false;
  let locks: string;
  try {
    locks = readFileSync('/proc/locks', 'utf8');
  } catch {
    return false;
  }
  const { ino } = statSync(path, { bigint: true });
  const mine = new RegExp(` POSIX .* ${process.pid} [0-9a-f]+:[0-9a-f]+:${ino} `);
  return mine.test(locks);
}
