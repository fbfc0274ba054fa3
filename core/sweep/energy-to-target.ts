// Energy to a target: what training used until a loss or an accuracy was first reached.

/** End of one epoch: the energy used since training began, and the loss or accuracy by then. */
export interface EpochCost {
  readonly energy_j: number | null;
  readonly value: number;
}

export interface Target {
  readonly value: number;
  /** A loss falls to its target, an accuracy rises to it. */
  readonly falls: boolean;
}

export const isReached = (value: number, { value: target, falls }: Target): boolean =>
  falls ? value <= target : value >= target;

/**
 * Energy at the point where the value crosses the target, J, on a straight line between the two epochs around it; the
 * energy at the end of the first epoch when the target is already reached there (earlier values are unknown). Null when
 * the target is never reached, or an energy around the crossing is missing.
 */
export function energyToTarget(epochs: readonly EpochCost[], target: Target): number | null {
  const at = epochs.findIndex(({ value }) => isReached(value, target));
  const [before, there] = [epochs[at - 1], epochs[at]];
  if (there === undefined || there.energy_j === null) return null;
  if (before === undefined) return there.energy_j;
  if (before.energy_j === null) return null;
  const share = (target.value - before.value) / (there.value - before.value);
  return before.energy_j + share * (there.energy_j - before.energy_j);
}
