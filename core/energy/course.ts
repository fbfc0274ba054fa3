// The course of power by one way of measuring: straight pieces, with gaps where nothing is known.
import { overlapS, type PhaseWindow } from './phase-window.ts';

/** Power along a straight line from one knot to the next. A counter's is level: it gives only the mean. */
export interface Piece {
  readonly t0_ns: number;
  readonly t1_ns: number;
  readonly power0_w: number;
  readonly power1_w: number;
  /** Uncertainty of its knots in time: each is anywhere in a stretch of this many seconds around its stamp. */
  readonly width0_s: number;
  readonly width1_s: number;
  /** Seconds between postings along it: its length, or less where one value was posted again and again. */
  readonly grain_s: number;
  /** True for a counter's line over a hole: its energy is known, its course is not. */
  readonly bridged: boolean;
}

/** An incident in a stretch of time whose energy is unknown because of it, or was corrected. */
export interface Incident {
  readonly flag: 'reset' | 'wrapped' | 'wrap_unknown' | 'suspended';
  readonly t0_ns: number;
  readonly t1_ns: number;
}

export interface Course {
  readonly pieces: readonly Piece[];
  readonly incidents: readonly Incident[];
}

/** Index of the first piece that ends after `t_ns`. */
export function firstPieceAfter(pieces: readonly Piece[], t_ns: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle] as Piece).t1_ns > t_ns) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Power of a piece at a moment inside it, W. */
export const powerAt = (piece: Piece, t_ns: number): number =>
  piece.power0_w + ((piece.power1_w - piece.power0_w) * (t_ns - piece.t0_ns)) / (piece.t1_ns - piece.t0_ns);

export interface Stretch {
  readonly energy_j: number;
  /** Seconds with a course. */
  readonly seen_s: number;
  readonly bridged_s: number;
  /** Standard deviation of the pieces' mean powers, weighted by time, W. */
  readonly spread_w: number;
}

/** Summary of the course within a window. */
export function integrate(pieces: readonly Piece[], window: PhaseWindow): Stretch {
  let [energy_j, seen_s, bridged_s, squares] = [0, 0, 0, 0];
  for (let i = firstPieceAfter(pieces, window.t_begin_ns); i < pieces.length; i++) {
    const piece = pieces[i] as Piece;
    if (piece.t0_ns >= window.t_end_ns) break;
    const shared_s = overlapS(piece.t0_ns, piece.t1_ns, window);
    const middle_ns = (Math.max(piece.t0_ns, window.t_begin_ns) + Math.min(piece.t1_ns, window.t_end_ns)) / 2;
    const mean_w = powerAt(piece, middle_ns);
    energy_j += mean_w * shared_s;
    seen_s += shared_s;
    squares += mean_w ** 2 * shared_s;
    if (piece.bridged) bridged_s += shared_s;
  }
  const variance = seen_s > 0 ? squares / seen_s - (energy_j / seen_s) ** 2 : 0;
  return { energy_j, seen_s, bridged_s, spread_w: Math.sqrt(Math.max(0, variance)) };
}

/** The stretches of a window that the course covers without a break. */
export function seenSpans(pieces: readonly Piece[], window: PhaseWindow): PhaseWindow[] {
  const spans: { t_begin_ns: number; t_end_ns: number }[] = [];
  for (let i = firstPieceAfter(pieces, window.t_begin_ns); i < pieces.length; i++) {
    const piece = pieces[i] as Piece;
    if (piece.t0_ns >= window.t_end_ns) break;
    const t_begin_ns = Math.max(piece.t0_ns, window.t_begin_ns);
    const t_end_ns = Math.min(piece.t1_ns, window.t_end_ns);
    const last = spans.at(-1);
    if (last && last.t_end_ns === t_begin_ns) last.t_end_ns = t_end_ns;
    else spans.push({ t_begin_ns, t_end_ns });
  }
  return spans;
}

/** A piece without its part before `t_ns`; null when nothing remains. */
export function clipBefore(piece: Piece, t_ns: number): Piece | null {
  if (piece.t0_ns >= t_ns) return piece;
  if (piece.t1_ns <= t_ns) return null;
  return { ...piece, t0_ns: t_ns, power0_w: powerAt(piece, t_ns) };
}
