// Energy of a run from counters read only at its two edges, so that reading them costs the run nothing.
import { CounterDiff } from '../../core/energy/counter-difference.ts';
import { isSummed } from '../../core/source.ts';
import type { Environment } from '../../native/environment.ts';
import { closeMeters, openMeters } from '../../native/meters.ts';

/** One reading of every measured counter that is part of a total, J by source; null for one that cannot be read. */
interface Edge {
  readonly readings: ReadonlyMap<string, number | null>;
  readonly ranges: ReadonlyMap<string, number | null>;
}

/** Opens the meters, reads each once and closes them again. */
export function readEdge(env: Environment): Edge {
  const { meters } = openMeters(env);
  try {
    const readings = new Map<string, number | null>();
    const ranges = new Map<string, number | null>();
    for (const meter of meters) {
      const rows = meter.read();
      meter.sources.forEach((source, i) => {
        if (source.kind !== 'measured' || !isSummed(source)) return;
        if (source.counter_unit_j === null) return;
        readings.set(source.id, rows[i]?.energy_j ?? null);
        ranges.set(source.id, source.counter_range_j);
      });
    }
    return { readings, ranges };
  } finally {
    closeMeters(meters);
  }
}

/** Sum over the counters, J; null when there is none, or when one is missing at an edge or was reset between them. */
export function energyBetween(begin: Edge, end: Edge): number | null {
  let sum_j: number | null = null;
  for (const [id, begin_j] of begin.readings) {
    const end_j = end.readings.get(id) ?? null;
    if (begin_j === null || end_j === null) return null;
    const diff = new CounterDiff(begin.ranges.get(id) ?? null);
    diff.update(begin_j);
    const step = diff.update(end_j);
    if (!('energy_j' in step)) return null;
    sum_j = (sum_j ?? 0) + step.energy_j;
  }
  return sum_j;
}
