// Energy of one source over one phase: counter first, integral otherwise, with its interval and all that went wrong.
import type { Interval } from '../analysis.ts';
import type { Source } from '../source.ts';
import { secondsBetween } from '../units.ts';
import { counterEnergy } from './counter-energy.ts';
import { energyInterval } from './energy-interval.ts';
import { integralEnergy } from './integral-energy.ts';
import { longestSpacingS, type MethodEnergy, type PhaseSample, type PhaseWindow } from './phase-window.ts';

export interface PhaseEnergy {
  /** Null when nothing was read, never 0 for that reason, never negative. */
  readonly energy_j: number | null;
  readonly method: 'counter' | 'integral' | null;
  readonly ci: Interval | null;
  /** Seconds of the phase without a usable reading, holes bridged by a counter among them. */
  readonly gap_s: number;
  /** Seconds of the phase whose energy is not in `energy_j`. */
  readonly unseen_s: number;
  readonly flags: readonly string[];
  /** Both answers where there are both: the report shows how far they agree. */
  readonly counter_j: number | null;
  readonly integral_j: number | null;
}

/** Counter and integral that differ by more than this share of the larger disagree. */
const DISAGREEMENT = 0.05;
/** Unseen time under this share of the phase is told by `gap_s` alone, above it also by a flag. */
const NEGLIGIBLE_GAP = 0.01;

/**
 * Energy of the phase `window` from the samples of one source, in order of time; pass one sample beyond each edge, so
 * that the edges can be interpolated. `method` says where the energy came from. Flags: `wrapped`, `reset`, `gap`,
 * `short_phase` (under two update periods), `counter_disagrees`, and every flag of a sample inside the phase
 * (`read_failed`, `device_lost`, ...). Throws RangeError for a window that ends before it begins or samples out of
 * order.
 */
export function phaseEnergy(
  samples: readonly PhaseSample[],
  window: PhaseWindow,
  source: Pick<Source, 'update_period_s' | 'accuracy_pct' | 'counter_unit_j' | 'counter_range_j'>,
): PhaseEnergy {
  const length_s = secondsBetween(window.t_begin_ns, window.t_end_ns);
  if (!(length_s >= 0)) throw new RangeError(`a phase that ends after it begins, not after ${length_s} s`);
  requireOrder(samples);
  const flags = new Set<string>();
  if (source.update_period_s !== null && length_s < 2 * source.update_period_s) flags.add('short_phase');
  for (const sample of samples) {
    const inside = sample.t_ns >= window.t_begin_ns && sample.t_ns <= window.t_end_ns;
    if (inside && sample.flag !== null) flags.add(sample.flag);
  }
  const counter = counterEnergy(samples, window, source.counter_range_j);
  const integral = integralEnergy(samples, window);
  // A counter that was lost and saw under half of what the power beside it saw is no longer the better witness.
  const byCounter = counter !== null && counter.seen_s > 0 && counter.seen_s >= 0.5 * (integral?.seen_s ?? 0);
  const chosen = byCounter ? counter : integral;
  for (const flag of counter?.flags ?? []) flags.add(flag);
  if (counter !== null && integral !== null && disagree(counter, integral)) flags.add('counter_disagrees');

  const unseen_s = beyondRounding(Math.max(0, length_s - (chosen?.seen_s ?? 0)));
  const gap_s = beyondRounding(unseen_s + (chosen?.bridged_s ?? 0));
  if (gap_s > Math.min(longestSpacingS(samples), NEGLIGIBLE_GAP * length_s)) flags.add('gap');
  return {
    energy_j: chosen?.energy_j ?? null,
    method: chosen === null ? null : byCounter ? 'counter' : 'integral',
    ci:
      chosen === null
        ? null
        : energyInterval(
            chosen.energy_j,
            chosen.seen_s,
            unseen_s,
            chosen.edges,
            byCounter ? source : { ...source, counter_unit_j: null },
          ),
    gap_s,
    unseen_s,
    flags: [...flags],
    counter_j: counter !== null && counter.seen_s > 0 ? counter.energy_j : null,
    integral_j: integral?.energy_j ?? null,
  };
}

/** Rounding of nanoseconds to seconds and back is no gap: under a microsecond counts as 0. */
const beyondRounding = (gap_s: number): number => (gap_s < 1e-6 ? 0 : gap_s);

/** Compared as mean power, so that a hole that only one of the two saw is not taken for a disagreement. */
function disagree(counter: MethodEnergy, integral: MethodEnergy): boolean {
  if (counter.seen_s === 0 || counter.bridged_s > 0) return false;
  const counter_w = counter.energy_j / counter.seen_s;
  const integral_w = integral.energy_j / integral.seen_s;
  return Math.abs(counter_w - integral_w) > DISAGREEMENT * Math.max(counter_w, integral_w);
}

function requireOrder(samples: readonly PhaseSample[]): void {
  for (let i = 1; i < samples.length; i++) {
    const before_ns = (samples[i - 1] as PhaseSample).t_ns;
    const t_ns = (samples[i] as PhaseSample).t_ns;
    if (t_ns < before_ns) throw new RangeError(`samples in order of time, not ${t_ns} after ${before_ns}`);
  }
}
