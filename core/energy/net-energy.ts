// Net energy: what a phase used above the idle power of the same part.

import { accuracyPct, COVERAGE_FACTOR } from './error-budget.ts';
import type { EnergySource } from './method-energy.ts';
import type { PhaseEnergy } from './phase-energy.ts';
import type { NetFigures } from './source-energy.ts';

export interface NetEnergy extends NetFigures {
  /** Mean power of the trial's own idle phase, W; null where there was none or it has no readings. */
  readonly idle_power_w: number | null;
}

export const NO_NET: NetEnergy = { idle_power_w: null, net_j: null, net_ci: null };

/** Mean power of an idle phase over the time with readings, W; null without any. */
const idlePowerW = ({ energy_j, seen_s }: Pick<PhaseEnergy, 'energy_j' | 'seen_s'>): number | null =>
  energy_j === null || seen_s === 0 ? null : energy_j / seen_s;

/**
 * Net = E - P_idle T, with T the seconds of the phase that were seen. Both come from one sensor, whose gain g has the
 * same error in both: net = g (E' - P' T), so its error acts on the difference (JCGM 100:2008, 5.2.2, r = 1). The rest
 * is independent:
 *
 *     U^2 = 1.96^2 (u_E^2 + (T / T_idle)^2 u_idle^2) + (accuracy x net)^2
 *
 * The baseline is the mean of the one idle phase that was measured; that the part would have kept drawing exactly that
 * is part of the definition and not of the interval. Net may be close to 0 and, within its interval, negative.
 */
export function netEnergy(
  phase: Pick<PhaseEnergy, 'energy_j' | 'seen_s' | 'unseen_s' | 'own_u_j'>,
  idle: Pick<PhaseEnergy, 'energy_j' | 'seen_s' | 'own_u_j'> | null,
  source: Pick<EnergySource, 'accuracy_pct' | 'calibration'>,
): NetEnergy {
  const idle_power_w = idle === null ? null : idlePowerW(idle);
  if (idle === null || idle_power_w === null) return NO_NET;
  if (phase.energy_j === null) return { ...NO_NET, idle_power_w };
  const net_j = phase.energy_j - idle_power_w * phase.seen_s;
  const accuracy_pct = accuracyPct(source);
  if (accuracy_pct === null) return { idle_power_w, net_j, net_ci: null };
  const own_j = COVERAGE_FACTOR * Math.hypot(phase.own_u_j, (phase.seen_s / idle.seen_s) * idle.own_u_j);
  const half_j = Math.hypot(own_j, (accuracy_pct / 100) * net_j);
  const unseen_j = phase.seen_s > 0 ? (phase.unseen_s * Math.max(0, net_j)) / phase.seen_s : 0;
  return { idle_power_w, net_j, net_ci: [net_j - half_j, net_j + half_j + unseen_j] };
}
