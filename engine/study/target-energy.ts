// The energy a trial needed to reach a target, counted up to the epoch that reached it.

import type { Source } from '../../core/source.ts';
import { TRAIN_PHASE } from '../../core/study/phase.ts';
import { energyToTarget, isReached } from '../../core/sweep/energy-to-target.ts';
import type { TrainingTarget } from '../../core/sweep/training-target.ts';
import { readEpochs } from '../../db/epochs.ts';
import { readPhases } from '../../db/phases.ts';
import type { StudyFile } from '../../db/study-file.ts';
import type { StoredTrial } from '../../db/trials.ts';
import { testedWindowEnergy } from './trial-energy.ts';

/** J; null when the trial is not done or never reached the target, or when the energy is not known. */
export function targetEnergy(
  study: StudyFile,
  { id, state }: Pick<StoredTrial, 'id' | 'state'>,
  sources: readonly Source[],
  target: TrainingTarget,
): number | null {
  const train = readPhases(study, id).find(({ name }) => name === TRAIN_PHASE);
  if (state !== 'done' || train === undefined) return null;
  const aim = { value: target.value, falls: target.metric === 'loss' };
  const epochs = readEpochs(study, id).map(({ t_end_ns, train_loss, train_accuracy }) => ({
    t_end_ns,
    value: target.metric === 'loss' ? train_loss : train_accuracy,
  }));
  const at = epochs.findIndex(({ value }) => isReached(value, aim));
  // Only the two epochs around the crossing matter; reading the others would be wasted.
  const around = at < 0 ? [] : epochs.slice(Math.max(0, at - 1), at + 1);
  return energyToTarget(
    around.map(({ t_end_ns, value }) => ({
      value,
      energy_j: testedWindowEnergy(study, id, sources, { t_begin_ns: train.t_begin_ns, t_end_ns }),
    })),
    aim,
  );
}
