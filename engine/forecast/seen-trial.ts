// Converts one finished trial into forecast input: work, time, energy and idle power.

import type { TotalEnergy } from '../../core/energy/source-energy.ts';
import type { SeenTrial } from '../../core/forecast/forecast.ts';
import type { Source } from '../../core/source.ts';
import type { Levels } from '../../core/statistics/analysis.ts';
import { IDLE_PHASE, type PhaseName, QUIET_PHASES, TRAIN_PHASE } from '../../core/study/phase.ts';
import { TRAINER_PHASES } from '../../core/trainer-protocol.ts';
import { secondsBetween } from '../../core/units.ts';
import type { StoredEnergy } from '../../db/energies.ts';
import type { StoredPhase } from '../../db/phases.ts';
import { phaseTotal } from '../study/trial-energy.ts';

/** A shorter idle phase is dominated by the sensor's edges. */
const LEAST_IDLE_S = 0.1;

export interface EndedTrial {
  readonly levels: Levels;
  /** Multiply-adds, see core/forecast/work.ts. */
  readonly work: number;
  /** From its start to its end. */
  readonly lasted_s: number;
  readonly phases: readonly StoredPhase[];
  /** Energies of all its phases. */
  readonly energies: readonly StoredEnergy[];
}

export interface Seen {
  readonly trial: SeenTrial;
  /** Time spent waiting for the machine to cool, besides its planned pauses. */
  readonly thermal_s: number;
  /** Domains in the training energy: `package (modelled)`, ... */
  readonly domains: readonly string[];
}

/** Null when the trial has no complete training phase. */
export function seenTrial(of: EndedTrial, sources: readonly Source[]): Seen | null {
  const length_s = new Map<string, number>(
    of.phases.flatMap(({ name, t_begin_ns, t_end_ns }) =>
      t_end_ns === null ? [] : [[name, secondsBetween(t_begin_ns, t_end_ns)] as const],
    ),
  );
  const train_s = length_s.get(TRAIN_PHASE);
  if (train_s === undefined) return null;
  const totalOf = (phase: PhaseName): TotalEnergy =>
    phaseTotal(
      of.energies.filter((energy) => energy.phase === phase),
      sources,
    );
  const train = totalOf(TRAIN_PHASE);
  const pauses_s = QUIET_PHASES.reduce((sum, name) => sum + (length_s.get(name) ?? 0), 0);
  const idle_s = length_s.get(IDLE_PHASE) ?? 0;
  const idle_j = totalOf(IDLE_PHASE).energy_j;
  const busy_j = TRAINER_PHASES.reduce((sum, name) => sum + (totalOf(name).energy_j ?? 0), 0);
  return {
    trial: {
      levels: of.levels,
      work: of.work,
      busy_s: Math.max(train_s, of.lasted_s - pauses_s),
      busy_j: train.energy_j === null ? null : busy_j,
      train_s,
      train_j: train.energy_j,
      idle_w: idle_j === null || idle_s < LEAST_IDLE_S ? null : idle_j / idle_s,
      sensor_share:
        train.ci === null || !train.energy_j ? null : (train.ci[1] - train.ci[0]) / 2 / train.energy_j,
    },
    thermal_s: length_s.get('thermal' satisfies PhaseName) ?? 0,
    domains: train.domains,
  };
}
