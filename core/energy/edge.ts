// What an edge of a phase does to its energy: the power steps there, and no sensor is sharp enough to follow.
import { NS_PER_S } from '../units.ts';
import { firstPieceAfter, integrate, lengthS, type Piece, powerAt } from './course.ts';
import type { PhaseWindow } from './phase-window.ts';

/** The power on either side of an edge is the mean over so long, s, or over what there is of it. */
const PLATEAU_S = 1;
/** A plateau seen for less than this share of that tells nothing. */
const LEAST_PLATEAU = 0.2;

/** How a course follows a step. */
export interface Sharpness {
  /** Seconds a value is averaged over; 0 where unknown. */
  readonly window_s: number;
  /** A counter's pieces are means from knot to knot; a power's values are at its knots. */
  readonly is_counter: boolean;
}

export interface Edge {
  readonly side: 'begin' | 'end';
  /** To be added to what the course says of the phase. */
  readonly correction_j: number;
  /** Standard uncertainty that is left, J. */
  readonly u_j: number;
  /** Size of the step into the phase: power inside less power outside, W; null where one of them was not seen. */
  readonly step_w: number | null;
  /** Seconds over which the step is smeared, on either side of the edge: what is lost is this times the step. */
  readonly smear_s: number;
}

/**
 * The edge of a window in a course; null where the course does not cover it, for then the phase is seen from a reading on.
 *
 * At the edge of a phase the power steps by D = inside - outside. The course follows a unit step at the edge by a ramp
 * u(t) from 0 to 1, which is computed from its own knots, so the phase loses L = integral of (1 - u) over its side:
 * a(1 - a)h for a counter whose line of length h is cut at the share a (1/6 h on average), window/8 for a sensor that
 * averages over a window much longer than its period. D x L is put back: a known effect is corrected, JCGM 100:2008, 3.2.4.
 * D is the difference of the mean powers over a second on both sides, outside the ramp.
 *
 * What stays: the step need not be at the edge, then the loss is anything from 0 to D x L, so u = D L / sqrt 3 (4.3.7), with L
 * not below its average; D is uncertain by the fluctuation s of the power, s L; and the knots are known in time to a width
 * w (see postingsOf), P w / sqrt 12 for a counter, whose knot carries all of its power, D w / sqrt 12 else.
 * Where the other side was not seen nothing is corrected and D is taken to be all of the power.
 */
export function edgeOf(
  pieces: readonly Piece[],
  window: PhaseWindow,
  side: Edge['side'],
  sharpness: Sharpness,
): Edge | null {
  const is_begin = side === 'begin';
  const edge_ns = is_begin ? window.t_begin_ns : window.t_end_ns;
  const index = firstPieceAfter(pieces, is_begin ? edge_ns : edge_ns - 1);
  const piece = pieces[index];
  if (!piece || piece.t0_ns > edge_ns) return null;

  const h_s = piece.grain_s;
  const ramp_ns = (sharpness.window_s / 2 + h_s) * NS_PER_S;
  const before = plateau(pieces, edge_ns - ramp_ns, -1, is_begin ? null : window.t_begin_ns);
  const after = plateau(pieces, edge_ns + ramp_ns, 1, is_begin ? window.t_end_ns : null);
  const [inside, outside] = is_begin ? [after, before] : [before, after];
  const step_w = inside === null || outside === null ? null : inside.power_w - outside.power_w;

  const lost_s = sharpness.is_counter
    ? cutCorner(piece, edge_ns)
    : rampLoss(pieces, index, edge_ns, is_begin, sharpness.window_s);
  const smear_s = Math.max(Math.abs(lost_s), Math.hypot(sharpness.window_s / 8, h_s / 6));
  const here_w = Math.max(powerAt(piece, edge_ns), 0);
  const doubt_w = step_w === null ? Math.max(here_w, inside?.power_w ?? 0) : Math.abs(step_w);
  const spread_w = Math.max(inside?.spread_w ?? 0, outside?.spread_w ?? 0);
  const timed_w = sharpness.is_counter ? Math.max(here_w, inside?.power_w ?? 0) : doubt_w;
  const variance =
    (doubt_w * smear_s) ** 2 / 3 + (spread_w * smear_s) ** 2 + (timed_w * piece.width_s) ** 2 / 12;
  return {
    side,
    correction_j: step_w === null || piece.bridged ? 0 : step_w * lost_s,
    u_j: Math.sqrt(variance + (piece.bridged ? (here_w * smear_s) ** 2 / 3 : 0)),
    step_w,
    smear_s,
  };
}

/** Mean power and its spread over a second from `from_ns` on in `direction`, not beyond `limit_ns`. */
function plateau(
  pieces: readonly Piece[],
  from_ns: number,
  direction: 1 | -1,
  limit_ns: number | null,
): { readonly power_w: number; readonly spread_w: number } | null {
  const far_ns = from_ns + direction * PLATEAU_S * NS_PER_S;
  const until_ns =
    limit_ns === null ? far_ns : direction > 0 ? Math.min(far_ns, limit_ns) : Math.max(far_ns, limit_ns);
  const [t_begin_ns, t_end_ns] = direction > 0 ? [from_ns, until_ns] : [until_ns, from_ns];
  if (!(t_end_ns > t_begin_ns)) return null;
  const { energy_j, seen_s, spread_w } = integrate(pieces, { t_begin_ns, t_end_ns });
  return seen_s < LEAST_PLATEAU * PLATEAU_S ? null : { power_w: energy_j / seen_s, spread_w };
}

function cutCorner(piece: Piece, edge_ns: number): number {
  const share = (edge_ns - piece.t0_ns) / (piece.t1_ns - piece.t0_ns);
  return share * (1 - share) * lengthS(piece);
}

/** Integral of the ramp before the edge, or of what it lacks to 1 after it, s. */
function rampLoss(
  pieces: readonly Piece[],
  index: number,
  edge_ns: number,
  is_begin: boolean,
  window_s: number,
): number {
  const half_ns = (window_s / 2) * NS_PER_S;
  const ramp = (t_ns: number): number => {
    if (half_ns === 0) return t_ns > edge_ns ? 1 : 0;
    return Math.min(1, Math.max(0, (t_ns + half_ns - edge_ns) / (2 * half_ns)));
  };
  let lost_s = 0;
  for (let i = index; i >= 0 && i < pieces.length; i += is_begin ? 1 : -1) {
    const { t0_ns, t1_ns } = pieces[i] as Piece;
    const [u0, u1] = [ramp(t0_ns), ramp(t1_ns)];
    if (is_begin ? u0 >= 1 : u1 <= 0) break;
    const from_ns = is_begin ? Math.max(t0_ns, edge_ns) : t0_ns;
    const to_ns = is_begin ? t1_ns : Math.min(t1_ns, edge_ns);
    const middle = u0 + ((u1 - u0) * ((from_ns + to_ns) / 2 - t0_ns)) / (t1_ns - t0_ns);
    lost_s += ((is_begin ? 1 - middle : middle) * (to_ns - from_ns)) / NS_PER_S;
  }
  return lost_s;
}
