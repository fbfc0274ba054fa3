// Estimates the meter's own cost from pairs of monitored and unmonitored runs.
import type { SelfAuditDocument } from '../../core/machine/self-audit-document.ts';
import { pairedTTest } from '../../core/statistics/tests/paired-t-test.ts';
import { formatNumber } from '../../core/words/format.ts';

export type AuditPair = SelfAuditDocument['pairs'][number];

const ALPHA = 0.05;
const NO_COUNTER =
  'no energy counter of GPU, CPU or memory can be read here, and a model cannot detect the difference';

/**
 * Durations are compared as logarithms, pair by pair, so that the slowdown is a ratio; processor time and energy as plain
 * differences. All by the paired t-test.
 */
export function judgePairs(
  pairs: readonly AuditPair[],
  sample_hz: number,
  backend: string,
): SelfAuditDocument {
  const times = pairedTTest(
    pairs.map(({ monitored_s }) => Math.log(monitored_s)),
    pairs.map(({ unmonitored_s }) => Math.log(unmonitored_s)),
    ALPHA,
  );
  const percent = (log: number): number => 100 * Math.expm1(log);
  const cpu = pairedTTest(
    pairs.map(({ monitored_cpu_pct }) => monitored_cpu_pct),
    pairs.map(({ unmonitored_cpu_pct }) => unmonitored_cpu_pct),
    ALPHA,
  );
  const counted = pairs.flatMap(({ monitored_j, unmonitored_j }) =>
    monitored_j === null || unmonitored_j === null ? [] : [[monitored_j, unmonitored_j] as const],
  );
  const energy = pairedTTest(
    counted.map(([monitored_j]) => monitored_j),
    counted.map(([, unmonitored_j]) => unmonitored_j),
    ALPHA,
  );
  const slowdown_pct = times === null ? null : percent(times.diff);
  const slowdown_ci_pct = times === null ? null : ([percent(times.ci[0]), percent(times.ci[1])] as const);
  return {
    sample_hz,
    backend,
    pairs,
    slowdown_pct,
    slowdown_ci_pct,
    p: times?.p ?? null,
    cpu_pct: cpu?.diff ?? null,
    cpu_ci_pct: cpu?.ci ?? null,
    energy_diff_j: energy?.diff ?? null,
    energy_diff_ci_j: energy?.ci ?? null,
    why_no_energy: energy !== null ? null : counted.length === 0 ? NO_COUNTER : 'too few runs with an energy',
    verdict: verdictOf(sample_hz, slowdown_pct, slowdown_ci_pct),
  };
}

function verdictOf(
  sample_hz: number,
  slowdown_pct: number | null,
  ci_pct: readonly [number, number] | null,
): string {
  if (slowdown_pct === null || ci_pct === null)
    return 'No estimate is possible: the runs do not vary, or are too few.';
  const [low, high] = ci_pct;
  const n = (value: number): string => formatNumber(value, 2);
  const effect = `Monitoring at ${sample_hz} Hz made the trainer ${n(Math.abs(slowdown_pct))} % ${slowdown_pct >= 0 ? 'slower' : 'faster'} (95 % interval ${n(low)} to ${n(high)} %)`;
  if (low > 0) return `${effect}: a real cost.`;
  if (high < 0)
    return `${effect}: monitoring cannot make a run faster, so something else differed. Repeat on a quiet machine.`;
  return `${effect}: no cost was detected, and one above ${n(high)} % can be ruled out.`;
}
