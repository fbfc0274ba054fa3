// Power from a sensor or model: its values at the times they apply to, with straight lines between.
import type { Source } from '../source.ts';
import { type Sample } from '../source.ts';
import { nsFromS, secondsBetween } from '../units.ts';
import { type Course, clipBefore, type Incident, type Piece } from './course.ts';
import {
  type HeldValue,
  heldValues,
  type Posting,
  postingsOf,
  type Refresh,
  refreshOf,
} from './held-values.ts';
import { longestSpacingS } from './phase-window.ts';

/** A posted value at the time it applies to. */
interface Knot {
  readonly t_ns: number;
  readonly power_w: number;
  readonly width_s: number;
}

export interface PowerCourse extends Course {
  readonly refresh: Refresh;
  /** The sensor's own values, each at the middle of the time it applies to. */
  readonly values: readonly Knot[];
  /** Seconds between readings further apart than the posting period, where values were missed. */
  readonly stalls_s: readonly { readonly t_ns: number; readonly spacing_s: number }[];
}

/**
 * The power's course. A value that is first read at t was posted at t minus the mean time it waited to be read (half of
 * the shorter of posting period and distance of the readings), and is the mean over `window_s` before: it applies to
 * the time around `posted - window_s / 2`. A value held for several periods was posted in each: a knot at its last
 * posting keeps the line level until then. `window_s` null: no shift.
 *
 * A hole longer than ordinary sampling is not bridged, sleep breaks the course, and there is no course before the first
 * or after the last reading; until then the last value is held.
 */
export function powerCourse(
  samples: readonly Sample[],
  source: Pick<Source, 'update_period_s' | 'window_s'>,
): PowerCourse {
  // A consumer of power never draws less than zero, so such a value is a failed reading.
  const held = heldValues(
    samples,
    ({ power_w }) => (power_w !== null && power_w >= 0 ? power_w : null),
    longestSpacingS(samples),
  );
  const refresh = refreshOf(held, source.update_period_s, false);
  const usual_s = usualS(refresh);
  const incidents: Incident[] = [];
  const pieces: Piece[] = [];
  const values: Knot[] = [];
  const stalls_s: { t_ns: number; spacing_s: number }[] = [];
  let row: HeldValue[] = [];
  for (const value of held) {
    if (value.slept && value.t_before_ns !== null)
      incidents.push({ flag: 'suspended', t0_ns: value.t_before_ns, t1_ns: value.t_first_ns });
    const spacing_s = secondsBetween(value.t_before_ns ?? value.t_first_ns, value.t_first_ns);
    if (value.slept || value.hole) {
      rowPieces(row, refresh, source.window_s ?? 0, pieces, values);
      row = [];
    } else if (spacing_s > 2 * usual_s) stalls_s.push({ t_ns: value.t_first_ns, spacing_s });
    row.push(value);
  }
  rowPieces(row, refresh, source.window_s ?? 0, pieces, values);
  return { pieces, incidents, refresh, values, stalls_s };
}

/** Usual distance between two values read, s; 0 where nothing ever changed. */
const usualS = ({ period_s, tick_s }: Refresh): number => Math.max(period_s ?? 0, tick_s ?? 0);

function rowPieces(
  row: readonly HeldValue[],
  refresh: Refresh,
  window_s: number,
  pieces: Piece[],
  values: Knot[],
): void {
  const first = row[0];
  const last = row.at(-1);
  if (!first || !last) return;
  const period_ns = refresh.period_s === null ? null : nsFromS(refresh.period_s);
  const half_window_ns = nsFromS(window_s / 2);
  const postings = postingsOf(row, refresh);
  const usual_s = usualS(refresh);
  const knots: Knot[] = [];
  row.forEach(({ value, t_last_ns }, k) => {
    const { t_ns, width_s } = postings[k] as Posting;
    const knot = { t_ns: t_ns - half_window_ns, power_w: value, width_s };
    knots.push(knot);
    values.push(knot);
    const next = postings[k + 1];
    if (next === undefined) return;
    const repeat_ns = Math.min(t_last_ns, period_ns === null ? t_last_ns : next.t_ns - period_ns);
    if (repeat_ns > t_ns + (period_ns ?? 0) / 2) knots.push({ ...knot, t_ns: repeat_ns - half_window_ns });
  });
  const end = knots.at(-1) as Knot;
  if (last.t_last_ns > end.t_ns) knots.push({ ...end, t_ns: last.t_last_ns });
  for (let k = 1; k < knots.length; k++) {
    const [from, to] = [knots[k - 1] as Knot, knots[k] as Knot];
    if (!(to.t_ns > from.t_ns)) continue;
    const widths = { width0_s: from.width_s, width1_s: to.width_s };
    const line = { t0_ns: from.t_ns, t1_ns: to.t_ns, power0_w: from.power_w, power1_w: to.power_w };
    const length_s = secondsBetween(from.t_ns, to.t_ns);
    const grain_s = from.power_w === to.power_w ? Math.min(length_s, usual_s) : length_s;
    const kept = clipBefore({ ...line, ...widths, grain_s, bridged: false }, first.t_first_ns);
    if (kept !== null) pieces.push(kept);
  }
}
