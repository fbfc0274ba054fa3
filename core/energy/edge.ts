// Corrects the energy at the edges of a phase, where the power steps and no sensor is fast enough to follow.
import { nsFromS, secondsBetween } from '../units.ts';
import { firstPieceAfter, integrate, type Piece, powerAt } from './course.ts';
import type { PhaseWindow } from './phase-window.ts';

/** The power on either side of an edge is the mean over this long, s, or over as much of it as exists. */
const PLATEAU_S = 1;
/** A plateau seen for less than this is not usable, s. */
const LEAST_PLATEAU_S = 0.2;
/** A step counts when it is this many times the spread of the levels; less is the load's own fluctuation. */
const SPREADS = 2;

/** Response of a course to a step. */
export interface Sharpness {
  /** Seconds a value is averaged over; 0 where unknown. */
  readonly window_s: number;
  /** Seconds from the edge until the course shows its step in full, in addition to a posting interval. */
  readonly ramp_s: number;
  /** Share of the time that the sensor observes. */
  readonly coverage: number;
  /** A counter's pieces are means from posting to posting; a power's values are at its knots. */
  readonly is_counter: boolean;
}

export interface Edge {
  readonly side: 'begin' | 'end';
  /** Energy to add to the course's energy of the phase, J. */
  readonly correction_j: number;
  /** Remaining standard uncertainty, J. */
  readonly u_j: number;
  /** Step of the power into the phase: inside minus outside, W; null where one of them was not seen. */
  readonly step_w: number | null;
  /** Usual loss per watt of step at such an edge, s. */
  readonly smear_s: number;
}

/**
 * The edge of a window in a course; null where the course does not cover it, because the phase is then seen from a
 * reading on.
 *
 * At the edge of a phase the power steps by D = inside - outside, and a course that averages over a window, or knows a
 * mean from posting to posting, smears the step over both sides: up to D/8 of a window, D/6 of a posting interval on
 * average. Energy is not lost but moved. Let A be what the course lacks inside, below the level it reaches, and B what
 * it has in excess outside, above the level it left: A - B is D times the delay of the step; the smaller of the two was
 * moved and is put back, since a known effect is corrected (JCGM 100:2008, 3.2.4). That is exact for any rise that is
 * on one side of the edge. Levels are means over a second, outside the smear.
 *
 * Remaining standard uncertainties:
 * - a rise on both sides of the edge, of which less was moved, by up to all of it: correction / sqrt 12 (4.3.7);
 * - a fluctuation s of the levels, whose course inside an interval is not seen: s x sqrt((window/8)^2 +
 *   interval^2 / 6), because fluctuations about as fast as the interval are seen smaller than they are;
 * - a step in unobserved time: D x (interval - window seen) / sqrt 12;
 * - knots known in time to a width w (see postingsOf), both by their share at the edge: power x w / sqrt 12 for a counter, whose knot carries all of its
 *   power, D x w / sqrt 12 else.
 * Nothing is put back where a level was not seen (D is then taken to be all of the power) or where the step is at most
 * twice the spread of the levels (it is then the load's own fluctuation): D x smear / sqrt 3 is added instead, smear =
 * sqrt((window/8)^2 + (interval/6)^2) being the usual loss per watt. Nor where the edge is in a hole that a counter
 * bridged: there D, or the power if that is more, x the hole x f (1 - f) / sqrt 3, f of the hole being before the edge.
 */
export function edgeOf(
  pieces: readonly Piece[],
  window: PhaseWindow,
  side: Edge['side'],
  sharpness: Sharpness,
): Edge | null {
  const is_begin = side === 'begin';
  const edge_ns = is_begin ? window.t_begin_ns : window.t_end_ns;
  const piece = pieces[firstPieceAfter(pieces, is_begin ? edge_ns : edge_ns - 1)];
  if (!piece || piece.t0_ns > edge_ns) return null;

  const { window_s, ramp_s, is_counter } = sharpness;
  const reach_ns = nsFromS(ramp_s + piece.grain_s);
  const zone: PhaseWindow = is_counter
    ? { t_begin_ns: piece.t0_ns, t_end_ns: piece.t1_ns }
    : { t_begin_ns: edge_ns - reach_ns, t_end_ns: edge_ns + reach_ns };
  const before = level(pieces, zone.t_begin_ns, -1, is_begin ? null : window.t_begin_ns);
  const after = level(pieces, zone.t_end_ns, 1, is_begin ? window.t_end_ns : null);
  const [inside, outside] = is_begin ? [after, before] : [before, after];
  const step_w = inside === null || outside === null ? null : inside.power_w - outside.power_w;

  const smear_s = Math.hypot(window_s / 8, piece.grain_s / 6);
  const here_w = Math.max(powerAt(piece, edge_ns), inside?.power_w ?? 0);
  const doubt_w = step_w === null ? here_w : Math.abs(step_w);
  const spread_w = Math.max(inside?.spread_w ?? 0, outside?.spread_w ?? 0);
  const is_step = step_w !== null && Math.abs(step_w) > SPREADS * spread_w && !piece.bridged;
  const correction_j =
    is_step && before !== null && after !== null
      ? (is_begin ? 1 : -1) * movedJ(pieces, zone, edge_ns, before.power_w, after.power_w)
      : 0;
  const unlooked_s = Math.max(0, piece.grain_s - seenS(piece.grain_s, sharpness));
  const parts_j = [
    correction_j / Math.sqrt(12),
    spread_w * Math.hypot(window_s / 8, piece.grain_s / Math.sqrt(6)),
    (doubt_w * unlooked_s) / Math.sqrt(12),
    ((is_counter ? here_w : doubt_w) * widthS(piece, edge_ns)) / Math.sqrt(12),
    is_step
      ? 0
      : piece.bridged
        ? (Math.max(here_w, doubt_w) * splitS(piece, edge_ns)) / Math.sqrt(3)
        : (doubt_w * smear_s) / Math.sqrt(3),
  ];
  return { side, correction_j, u_j: Math.hypot(...parts_j), step_w, smear_s };
}

/**
 * Most energy that may lie on the wrong side of an edge inside a hole, per watt of step there: the hole's energy is known,
 * but it was divided by time, and f of the time lay before the edge: f (1 - f) of its length, s.
 */
function splitS({ t0_ns, t1_ns }: Piece, edge_ns: number): number {
  const share = (edge_ns - t0_ns) / (t1_ns - t0_ns);
  return secondsBetween(t0_ns, t1_ns) * share * (1 - share);
}

/** Uncertainty in time at a moment between a piece's two knots: their widths, each weighted by its share there. */
function widthS({ t0_ns, t1_ns, width0_s, width1_s }: Piece, t_ns: number): number {
  const share = (t_ns - t0_ns) / (t1_ns - t0_ns);
  return Math.hypot((1 - share) * width0_s, share * width1_s);
}

/** Seconds of a posting interval that the sensor observed; a counter observes all of it. */
const seenS = (interval_s: number, { window_s, coverage, is_counter }: Sharpness): number =>
  is_counter || window_s === 0 ? interval_s * coverage : Math.min(window_s, interval_s * coverage);

/** Mean power and its spread over a second from `from_ns` on in `direction`, not beyond `limit_ns`. */
function level(
  pieces: readonly Piece[],
  from_ns: number,
  direction: 1 | -1,
  limit_ns: number | null,
): { readonly power_w: number; readonly spread_w: number } | null {
  const far_ns = from_ns + direction * nsFromS(PLATEAU_S);
  const until_ns =
    limit_ns === null ? far_ns : direction > 0 ? Math.min(far_ns, limit_ns) : Math.max(far_ns, limit_ns);
  const [t_begin_ns, t_end_ns] = direction > 0 ? [from_ns, until_ns] : [until_ns, from_ns];
  if (!(t_end_ns > t_begin_ns)) return null;
  const { energy_j, seen_s, spread_w } = integrate(pieces, { t_begin_ns, t_end_ns });
  return seen_s < LEAST_PLATEAU_S ? null : { power_w: energy_j / seen_s, spread_w };
}

/** Energy that the smear moved from after the edge to before it (negative where the power steps down), J. */
function movedJ(
  pieces: readonly Piece[],
  zone: PhaseWindow,
  edge_ns: number,
  before_w: number,
  after_w: number,
): number {
  const first = integrate(pieces, { t_begin_ns: zone.t_begin_ns, t_end_ns: edge_ns });
  const last = integrate(pieces, { t_begin_ns: edge_ns, t_end_ns: zone.t_end_ns });
  const sign = Math.sign(after_w - before_w);
  const too_much_j = sign * (first.energy_j - before_w * first.seen_s);
  const lacking_j = sign * (after_w * last.seen_s - last.energy_j);
  return sign * Math.max(0, Math.min(too_much_j, lacking_j));
}
