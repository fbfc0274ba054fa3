// Intervals as a line with gaps, which any drawing library can draw without an error-bar extension.
import type { Interval } from '../statistics/analysis.ts';

export interface FigurePoint {
  x: number;
  /** Null breaks the line. */
  y: number | null;
}

/** A capped vertical line from `ci[0]` to `ci[1]` at `x` for every interval; `cap` is half the cap's length in x. */
export function whiskerLine(
  intervals: readonly { readonly x: number; readonly ci: Interval | null }[],
  cap: number,
): FigurePoint[] {
  return intervals.flatMap(({ x, ci }) => {
    if (ci === null) return [];
    const [low, high] = ci;
    return [
      { x: x - cap, y: low },
      { x: x + cap, y: low },
      { x, y: low },
      { x, y: high },
      { x: x - cap, y: high },
      { x: x + cap, y: high },
      { x: x + cap, y: null },
    ];
  });
}
