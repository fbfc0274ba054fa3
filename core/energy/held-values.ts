// A sensor posts a value and holds it until the next: readings are grouped by the value they repeat.

import { type Sample } from '../source.ts';
import { nsFromS, secondsBetween } from '../units.ts';
import { medianOf } from './phase-window.ts';

/** Equal readings are stored at least about once a second, s: they may be this far apart with nothing lost. */
const HEARTBEAT_S = 1;
/** With fewer gaps between changes no period can be inferred. */
const LEAST_GAPS = 4;

/** One value and the readings that show it. */
export interface HeldValue {
  readonly value: number;
  readonly t_first_ns: number;
  /** The last repeat, which shows that the value had not changed yet. */
  readonly t_last_ns: number;
  /** Stamp of the previous good reading; null for the first. */
  readonly t_before_ns: number | null;
  /** The machine slept since the previous reading, so the step into this value means nothing. */
  readonly slept: boolean;
  /** Nothing was read before it for longer than ordinary sampling takes. */
  readonly hole: boolean;
}

/**
 * The values of one column in order of time. Missing readings are skipped. `longest_s`: a longer distance between two
 * readings is a hole (see longestSpacingS), plus a heartbeat where they are equal and nothing failed between them.
 */
export function heldValues(
  samples: readonly Sample[],
  valueOf: (sample: Sample) => number | null,
  longest_s: number,
): HeldValue[] {
  const held: { -readonly [K in keyof HeldValue]: HeldValue[K] }[] = [];
  let slept = false;
  let missed = false;
  for (const sample of samples) {
    if (sample.flag === 'suspended') slept = true;
    const value = valueOf(sample);
    if (value === null || !Number.isFinite(value)) {
      missed = true;
      continue;
    }
    const { t_ns } = sample;
    const last = held.at(-1) ?? null;
    if (last !== null && t_ns <= last.t_last_ns) continue;
    const spacing_s = last === null ? 0 : secondsBetween(last.t_last_ns, t_ns);
    const same = last !== null && value === last.value && !slept;
    const hole = spacing_s > longest_s + (same && !missed ? HEARTBEAT_S : 0);
    if (last !== null && same && !hole) last.t_last_ns = t_ns;
    else {
      const t_before_ns = last?.t_last_ns ?? null;
      held.push({ value, t_first_ns: t_ns, t_last_ns: t_ns, t_before_ns, slept, hole });
    }
    slept = false;
    missed = false;
  }
  return held;
}

/** How often a value is posted and how often it was read. */
export interface Refresh {
  /** Seconds between postings; null when neither stated nor visible in the samples. */
  readonly period_s: number | null;
  /** Usual distance of the readings around a change, s; null when nothing changed. */
  readonly tick_s: number | null;
  /** True when the period was inferred from the samples and not stated. */
  readonly inferred: boolean;
}

/** Distance of the readings around a change; null where the change is not an ordinary one. */
const spacingBefore = ({ t_before_ns, t_first_ns, slept, hole }: HeldValue): number | null =>
  t_before_ns === null || slept || hole ? null : secondsBetween(t_before_ns, t_first_ns);

/**
 * The posting period. Seen: the median gap between changes (arXiv 2312.02741). A power may be posted twice with the
 * same value, so the stated period takes precedence; a counter never posts the same value twice, so where it is read at
 * least twice as often as it moves, the period seen takes precedence, and otherwise the shorter of the two applies.
 */
export function refreshOf(held: readonly HeldValue[], stated_s: number | null, is_counter: boolean): Refresh {
  const gaps: number[] = [];
  const ticks: number[] = [];
  for (let k = 1; k < held.length; k++) {
    const spacing_s = spacingBefore(held[k] as HeldValue);
    if (spacing_s === null) continue;
    ticks.push(spacing_s);
    const before = held[k - 1] as HeldValue;
    if (spacingBefore(before) !== null)
      gaps.push(secondsBetween(before.t_first_ns, (held[k] as HeldValue).t_first_ns));
  }
  const tick_s = medianOf(ticks);
  const seen_s = gaps.length < LEAST_GAPS ? null : medianOf(gaps);
  if (stated_s === null) return { period_s: seen_s, tick_s, inferred: seen_s !== null };
  if (!is_counter || seen_s === null || tick_s === null)
    return { period_s: stated_s, tick_s, inferred: false };
  if (seen_s >= 2 * tick_s) return { period_s: seen_s, tick_s, inferred: true };
  return { period_s: Math.min(stated_s, seen_s), tick_s, inferred: false };
}

/** Time at which a value was posted, as well as the readings show. */
export interface Posting {
  readonly t_ns: number;
  /** The posting is within `t_ns` +- half of this, s, uniformly distributed. */
  readonly width_s: number;
}

/**
 * The postings of an unbroken series of values. A value that is new at a reading was posted after the previous reading
 * and at most one period ago: the middle of that time is used. The first value of a series was posted one period before
 * the second if the readings show that, else within the period before its first reading.
 */
export function postingsOf(row: readonly HeldValue[], { period_s, tick_s }: Refresh): Posting[] {
  const postings = row.map(({ t_first_ns, t_before_ns }, k): Posting => {
    const since_s = k === 0 || t_before_ns === null ? null : secondsBetween(t_before_ns, t_first_ns);
    const width_s = Math.min(since_s ?? Number.POSITIVE_INFINITY, period_s ?? Number.POSITIVE_INFINITY);
    const known_s = Number.isFinite(width_s) ? width_s : 0;
    return { t_ns: t_first_ns - nsFromS(known_s / 2), width_s: known_s };
  });
  const [first, second] = postings;
  if (first && second && period_s !== null && tick_s !== null && tick_s < period_s) {
    const { t_first_ns } = row[0] as HeldValue;
    const t_ns = second.t_ns - nsFromS(period_s);
    const earliest_ns = t_first_ns - nsFromS(period_s);
    postings[0] = { t_ns: Math.min(t_first_ns, Math.max(earliest_ns, t_ns)), width_s: second.width_s };
  }
  return postings;
}
