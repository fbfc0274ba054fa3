// Identifies a process for longer than its number does: the system gives a number again after a while, and after a restart.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Marks a boot that is known by its time alone, where the system has no id of a boot. */
const BY_TIME = 'since:';
/** Two boot times further apart than this are two boots, s; a set calendar moves the computed time by less. */
const SAME_BOOT_S = 120;
/** Longest wait for `ps`, ms. */
const PATIENCE_MS = 2000;

/** The boot this system runs in: the kernel's own random id under Linux, elsewhere the time it started. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return `${BY_TIME}${Math.round(Date.now() / 1e3 - uptime())}`;
  }
}

/** True when both name the same boot. */
export function isSameBoot(a: string, b: string): boolean {
  if (!a.startsWith(BY_TIME) || !b.startsWith(BY_TIME)) return a === b;
  const since_s = (boot: string): number => Number(boot.slice(BY_TIME.length));
  return Math.abs(since_s(a) - since_s(b)) <= SAME_BOOT_S;
}

/** Start time of a process in the system's own unit; null for a process that is gone, and where the system does not tell. */
export function processStarted(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The program's name may hold spaces and parentheses, so the fields are counted from its end: the 22nd is here the 20th.
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
    }
    if (process.platform === 'win32') return null;
    const said = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: PATIENCE_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return said.trim() || null;
  } catch {
    return null;
  }
}

/** True while a process with this number exists, whoever it belongs to. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
