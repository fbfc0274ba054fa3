// Power from a counter: the mean between two moments at which it moved, since it misses nothing in between.
import type { Source } from '../source.ts';
import { type Sample } from '../source.ts';
import { nsFromS, secondsBetween } from '../units.ts';
import { CounterDiff } from './counter-difference.ts';
import { type Course, clipBefore, type Incident, type Piece } from './course.ts';
import {
  type HeldValue,
  heldValues,
  type Posting,
  postingsOf,
  type Refresh,
  refreshOf,
} from './held-values.ts';
import { longestSpacingS, medianOf } from './phase-window.ts';
import { plausiblePowerW } from './plausible-power.ts';

/** Number of postings whose mean power extends the course after the last one. */
const REACH = 5;
/** A counter that does not move for this long means 0 W; for less, nothing is known, s. */
const STANDSTILL_S = 1;

export type CounterSource = Pick<Source, 'domain' | 'update_period_s' | 'counter_range_j'>;

/** Values of an unbroken series, with the energy at each since the first. */
interface Row {
  readonly held: HeldValue[];
  readonly energies_j: number[];
}

/**
 * The counter's course. A held value shows when it was posted: lines go from the first reading of each value to the first
 * reading of the next (minus the mean time a posting waits to be read); a repeat only shows that it had not moved yet.
 * After the last move the previous power continues for at most one posting period, and never past the last reading;
 * there is no course before the first reading.
 *
 * A wrap is corrected; sleep, a reset and a gap in which the counter may have wrapped more than once break the course.
 */
export function counterCourse(
  samples: readonly Sample[],
  source: CounterSource,
): Course & { readonly refresh: Refresh } {
  const held = heldValues(samples, (sample) => sample.energy_j, Number.POSITIVE_INFINITY);
  const refresh = refreshOf(held, source.update_period_s, true);
  const longest_s = longestSpacingS(samples);
  const incidents: Incident[] = [];
  const pieces: Piece[] = [];
  for (const row of unbrokenRows(held, source, incidents)) rowPieces(row, refresh, longest_s, pieces);
  return { pieces, incidents, refresh };
}

function unbrokenRows(held: readonly HeldValue[], source: CounterSource, incidents: Incident[]): Row[] {
  const counter = new CounterDiff(source.counter_range_j);
  const most_w = plausiblePowerW(source.domain);
  const rows: Row[] = [];
  for (const value of held) {
    const before_ns = value.t_before_ns ?? value.t_first_ns;
    if (value.slept) counter.forget();
    const elapsed_s = secondsBetween(before_ns, value.t_first_ns);
    const step = counter.update(value.value, { elapsed_s, most_w });
    const row = rows.at(-1);
    const kind = value.slept ? 'suspended' : step.kind;
    if (kind !== 'first' && kind !== 'delta')
      incidents.push({ flag: kind, t0_ns: before_ns, t1_ns: value.t_first_ns });
    if (row && (step.kind === 'delta' || step.kind === 'wrapped')) {
      row.held.push(value);
      row.energies_j.push((row.energies_j.at(-1) as number) + step.energy_j);
    } else rows.push({ held: [value], energies_j: [0] });
  }
  return rows;
}

function rowPieces({ held, energies_j }: Row, refresh: Refresh, longest_s: number, pieces: Piece[]): void {
  const first = held[0] as HeldValue;
  const last = held.at(-1) as HeldValue;
  if (held.length === 1) {
    const still_s = secondsBetween(first.t_first_ns, last.t_last_ns);
    if (still_s >= Math.max(STANDSTILL_S, 2 * (refresh.period_s ?? 0)))
      pieces.push(level(at(first.t_first_ns), at(last.t_last_ns), 0, false));
    return;
  }
  const postings = postingsOf(held, refresh);
  for (let k = 1; k < held.length; k++) {
    const [from, to] = [postings[k - 1] as Posting, postings[k] as Posting];
    if (!(to.t_ns > from.t_ns)) continue;
    const { t_first_ns, t_before_ns } = held[k] as HeldValue;
    const bridged = secondsBetween(t_before_ns ?? t_first_ns, t_first_ns) > longest_s;
    const power_w = meanW(postings, energies_j, k - 1, k);
    const piece = level(from, to, power_w, bridged);
    const kept = clipBefore(piece, first.t_first_ns);
    if (kept !== null) pieces.push(kept);
  }
  carryOn(postings, energies_j, last.t_last_ns, refresh, pieces);
}

/** From the last move to the last reading: the previous power for one posting period, then the counter stood still. */
function carryOn(
  postings: readonly Posting[],
  energies_j: readonly number[],
  t_last_ns: number,
  { period_s }: Refresh,
  pieces: Piece[],
): void {
  const end = postings.length - 1;
  const posted = postings[end] as Posting;
  const begin = Math.max(0, end - REACH);
  const gaps = postings
    .slice(begin + 1)
    .map((posting, i) => posting.t_ns - (postings[begin + i] as Posting).t_ns);
  const due_ns = posted.t_ns + Math.max(medianOf(gaps) ?? 0, nsFromS(period_s ?? 0));
  const until_ns = Math.min(t_last_ns, due_ns);
  if (until_ns > posted.t_ns) {
    // The use since then may be up to twice the previous power, so its knot may be that far off in time.
    const width_s = posted.width_s + secondsBetween(posted.t_ns, until_ns);
    pieces.push(level(posted, { t_ns: until_ns, width_s }, meanW(postings, energies_j, begin, end), false));
  }
  if (t_last_ns > until_ns) pieces.push(level(at(until_ns), at(t_last_ns), 0, false));
}

function meanW(
  postings: readonly Posting[],
  energies_j: readonly number[],
  from: number,
  to: number,
): number {
  const span_s = secondsBetween((postings[from] as Posting).t_ns, (postings[to] as Posting).t_ns);
  return span_s > 0 ? ((energies_j[to] as number) - (energies_j[from] as number)) / span_s : 0;
}

const at = (t_ns: number): Posting => ({ t_ns, width_s: 0 });

const level = (from: Posting, to: Posting, power_w: number, bridged: boolean): Piece => ({
  t0_ns: from.t_ns,
  t1_ns: to.t_ns,
  power0_w: power_w,
  power1_w: power_w,
  width0_s: from.width_s,
  width1_s: to.width_s,
  grain_s: secondsBetween(from.t_ns, to.t_ns),
  bridged,
});
