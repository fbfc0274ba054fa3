// Fewer points for a figure than were sampled, without losing a peak, a trough or a gap.
import type { TracePoint } from './power-trace.ts';

/**
 * At most about `limit` points: the lowest and highest reading of each of `limit / 2` equal slices of time, in their
 * order; a gap stays a gap. For drawing only; no number is ever computed from it.
 */
export function thinTrace(points: readonly TracePoint[], limit = 600): TracePoint[] {
  if (points.length <= limit) return [...points];
  const t_begin_s = points[0]?.t_s ?? 0;
  const width_s = ((points.at(-1)?.t_s ?? 0) - t_begin_s) / Math.max(1, Math.floor(limit / 2));
  const thin: TracePoint[] = [];
  let slice: TracePoint[] = [];
  let slice_index = 0;
  const flush = (): void => {
    thin.push(...extremes(slice));
    slice = [];
  };
  for (const point of points) {
    const index = width_s > 0 ? Math.floor((point.t_s - t_begin_s) / width_s) : 0;
    if (index !== slice_index || point.power_w === null) flush();
    slice_index = index;
    if (point.power_w !== null) slice.push(point);
    else if (thin.at(-1)?.power_w !== null) thin.push(point);
  }
  flush();
  return thin;
}

/**
 * The lowest and highest of every `run` consecutive readings, in their order; a gap ends a run and stays a gap. For
 * series too long to hold in memory: `points` is walked through once.
 */
export function extremesOfRuns(points: Iterable<TracePoint>, run: number): TracePoint[] {
  const thin: TracePoint[] = [];
  let slice: TracePoint[] = [];
  const flush = (): void => {
    thin.push(...extremes(slice));
    slice = [];
  };
  for (const point of points) {
    if (point.power_w !== null) {
      slice.push(point);
      if (slice.length === run) flush();
      continue;
    }
    flush();
    if (thin.at(-1)?.power_w !== null) thin.push(point);
  }
  flush();
  return thin;
}

function extremes(slice: readonly TracePoint[]): TracePoint[] {
  if (slice.length <= 2) return [...slice];
  const by = (better: (a: number, b: number) => boolean): TracePoint =>
    slice.reduce((best, point) => (better(point.power_w ?? 0, best.power_w ?? 0) ? point : best));
  const [low, high] = [by((a, b) => a < b), by((a, b) => a > b)];
  if (low === high) return [low];
  return low.t_s < high.t_s ? [low, high] : [high, low];
}
