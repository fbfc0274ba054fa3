// Utilisation of the processors from the kernel's own accounting: differences of time counters, never a load average.
import { closeSync, openSync, readSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** Processor time since boot in ticks of 10 ms, summed over all threads. */
export interface CpuTimes {
  readonly busy: number;
  readonly total: number;
}

/**
 * Parses the first line of Linux's /proc/stat: `cpu user nice system idle iowait irq softirq steal guest guest_nice`.
 * Waiting for a disk counts as idle; guest time is already part of user. Null when the line is missing.
 */
export function parseProcStat(text: string): CpuTimes | null {
  const line = /^cpu\s+(.+)$/m.exec(text);
  if (line?.[1] === undefined) return null;
  const ticks = line[1].trim().split(/\s+/).slice(0, 8).map(Number);
  if (ticks.length < 4 || ticks.some((value) => !Number.isFinite(value))) return null;
  const total = ticks.reduce((sum, value) => sum + value, 0);
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
  // Stolen time went to another guest, so it counts neither as busy nor in the total.
  const stolen = ticks[7] ?? 0;
  return { busy: total - idle - stolen, total: total - stolen };
}

/** Share of the processors' time that was busy between two readings, 0 to 1; null when no time has passed. */
export function utilisation(before: CpuTimes, after: CpuTimes): number | null {
  const total = after.total - before.total;
  if (!(total > 0)) return null;
  return Math.min(1, Math.max(0, (after.busy - before.busy) / total));
}

/** A reader of the processors' time; `read` returns null when the system gives no times, and never throws. */
export interface CpuTimesReader {
  read(): CpuTimes | null;
  close(): void;
}

/** Opens <proc_root>/stat once; without that file (Windows, macOS) it uses node's portable call. */
export function openCpuTimes(proc_root: string): CpuTimesReader {
  const buffer = Buffer.alloc(4096);
  let fd: number | null = null;
  try {
    fd = openSync(join(proc_root, 'stat'), 'r');
  } catch {
    return { read: portableTimes, close: () => {} };
  }
  return {
    read() {
      if (fd === null) return null;
      try {
        return parseProcStat(buffer.toString('latin1', 0, readSync(fd, buffer, 0, buffer.length, 0)));
      } catch {
        return null;
      }
    },
    close() {
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}

const MS_PER_TICK = 10;

function portableTimes(): CpuTimes {
  let busy = 0;
  let total = 0;
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    total += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { busy: busy / MS_PER_TICK, total: total / MS_PER_TICK };
}
