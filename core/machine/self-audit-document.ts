// The document of `doctor --self-audit --json`: the cost of monitoring itself.
import type { Interval } from '../statistics/analysis.ts';

/** Cost of monitoring to the trainer, from interleaved runs with and without it. Intervals at 95 %. */
export interface SelfAuditDocument {
  readonly sample_hz: number;
  readonly backend: string;
  /** Neighbouring runs, one monitored and one not, in random order. */
  readonly pairs: readonly {
    readonly first: 'monitored' | 'unmonitored';
    readonly monitored_s: number;
    readonly unmonitored_s: number;
    /**
     * CPU time of the meter's own process per second of the run, in per cent of one core; the trainer is another
     * process.
     */
    readonly monitored_cpu_pct: number;
    readonly unmonitored_cpu_pct: number;
    /** From the counters, read only at the edges of the run. */
    readonly monitored_j: number | null;
    readonly unmonitored_j: number | null;
  }[];
  /** Ratio of the durations minus 1; null when it cannot be tested. */
  readonly slowdown_pct: number | null;
  readonly slowdown_ci_pct: Interval | null;
  readonly p: number | null;
  readonly cpu_pct: number | null;
  readonly cpu_ci_pct: Interval | null;
  /** Energy of a monitored run minus that of an unmonitored one. */
  readonly energy_diff_j: number | null;
  readonly energy_diff_ci_j: Interval | null;
  readonly why_no_energy: string | null;
  readonly verdict: string;
}
