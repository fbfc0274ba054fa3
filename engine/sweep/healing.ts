// Decides about a trial in which the sampler failed and was started again: counters know the energy of the time in between,
// or the trial does not count. The rule is in docs/measuring.md.
import { isSummed, type Source } from '../../core/source.ts';
import { TRAIN_PHASE } from '../../core/study/phase.ts';
import { secondsBetween } from '../../core/units.ts';
import type { StoredEnergy } from '../../db/energies.ts';
import type { StoredPhase } from '../../db/phases.ts';

/** Up to this share of the training may be missing from its energy. */
const MOST_UNREAD = 0.01;

/** Why the trial is discarded, in one line; null when the energy of its training is whole. */
export function whyDiscarded(
  energies: readonly StoredEnergy[],
  phases: readonly StoredPhase[],
  sources: readonly Source[],
): string | null {
  const train = phases.find(({ name }) => name === TRAIN_PHASE);
  if (train?.t_end_ns == null) return null;
  const length_s = secondsBetween(train.t_begin_ns, train.t_end_ns);
  const unread = energies.flatMap(({ phase, source, energy_j, unseen_s }) => {
    const from = sources[source - 1];
    // A constant estimate and a second witness are in no test.
    if (phase !== TRAIN_PHASE || from === undefined || from.is_constant || !isSummed(from)) return [];
    if (energy_j !== null && unseen_s <= MOST_UNREAD * length_s) return [];
    return [`${(energy_j === null ? length_s : unseen_s).toFixed(1)} s of ${from.id}`];
  });
  return unread.length === 0
    ? null
    : `the power sampler failed in the training, and no counter knows the energy meanwhile: ${unread.join(', ')} are missing of ${length_s.toFixed(1)} s`;
}
