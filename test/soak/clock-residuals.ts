// How far the calendar runs from the monotonic clock, by the anchors of a study: as it is, and after anchoring.
import type { Anchor } from '../../db/samples.ts';

export interface ClockDrift {
  readonly anchors: number;
  readonly hours: number;
  /** Slope of calendar against monotonic clock (least squares), ms an hour. */
  readonly drift_ms_per_h: number;
  /** Errors of a time that is read from the two anchors around it, taken at every other anchor, ms. */
  readonly median_ms: number;
  readonly p99_ms: number;
  /** Slope of those errors over the run, ms an hour: what is left of the drift. */
  readonly left_ms_per_h: number;
}

/** @param anchors in order of time, at least five */
export function clockDrift(anchors: readonly Pick<Anchor, 't_ns' | 'unix_ms'>[]): ClockDrift {
  const [first, last] = [anchors[0], anchors.at(-1)];
  if (first === undefined || last === undefined || anchors.length < 5)
    throw new Error(`expected five anchors or more, got ${anchors.length}`);
  const points = anchors.map(({ t_ns, unix_ms }) => ({
    h: (t_ns - first.t_ns) / 3.6e12,
    ahead_ms: unix_ms - first.unix_ms - (t_ns - first.t_ns) / 1e6,
  }));
  const left = points.flatMap((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (i % 2 === 0 || !before || !after) return [];
    const share = (point.h - before.h) / (after.h - before.h);
    return [
      { h: point.h, ahead_ms: point.ahead_ms - before.ahead_ms - share * (after.ahead_ms - before.ahead_ms) },
    ];
  });
  const errors = left.map(({ ahead_ms }) => Math.abs(ahead_ms)).sort((a, b) => a - b);
  const at = (share: number): number =>
    errors[Math.min(errors.length - 1, Math.floor(share * errors.length))] ?? 0;
  return {
    anchors: anchors.length,
    hours: (last.t_ns - first.t_ns) / 3.6e12,
    drift_ms_per_h: slope(points),
    median_ms: at(0.5),
    p99_ms: at(0.99),
    left_ms_per_h: slope(left),
  };
}

function slope(points: readonly { readonly h: number; readonly ahead_ms: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [h, ahead] = [mean((point) => point.h), mean((point) => point.ahead_ms)];
  return (
    points.reduce((sum, point) => sum + (point.h - h) * (point.ahead_ms - ahead), 0) /
    points.reduce((sum, point) => sum + (point.h - h) ** 2, 0)
  );
}
