// The vital signs of a process in a long run: memory, handles, threads, processor time, and pauses of its event loop.
import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const MIB = 2 ** 20;

export interface Vitals {
  /** Since the watch began. */
  readonly t_s: number;
  readonly rss_mib: number;
  readonly heap_mib: number;
  /** Memory outside of V8's heap, such as buffers. */
  readonly external_mib: number;
  /** Open file descriptors; null where /proc is missing. */
  readonly handles: number | null;
  readonly threads: number | null;
  /** Of one core, since the last look. */
  readonly cpu_pct: number;
  /** Longest pause of the event loop since the last look, ms. */
  readonly pause_ms: number;
}

/** Starts to watch; each call of the result is one look. */
export function watchVitals(): () => Vitals {
  const begin_ms = performance.now();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let [cpu, at_ms] = [process.cpuUsage(), begin_ms];
  return () => {
    const now_ms = performance.now();
    const used = process.cpuUsage(cpu);
    const cpu_pct = (100 * (used.user + used.system)) / 1e3 / (now_ms - at_ms);
    [cpu, at_ms] = [process.cpuUsage(), now_ms];
    const pause_ms = delay.max / 1e6;
    delay.reset();
    const { rss, heapUsed, external } = process.memoryUsage();
    return {
      t_s: (now_ms - begin_ms) / 1e3,
      rss_mib: rss / MIB,
      heap_mib: heapUsed / MIB,
      external_mib: external / MIB,
      handles: ofProc(() => readdirSync('/proc/self/fd').length),
      threads: ofProc(() =>
        Number(/^Threads:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]),
      ),
      cpu_pct,
      pause_ms,
    };
  };
}

function ofProc(read: () => number): number | null {
  try {
    return read();
  } catch {
    return null;
  }
}
