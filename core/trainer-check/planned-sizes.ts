// How many examples and parameters an order leads to, where its data alone tells: synthetic sets.
import type { TrainerConfig } from '../trainer-protocol.ts';

export interface PlannedExamples {
  readonly train: number;
  readonly test: number;
}

/** A fifth for the test, then the share for validation, both rounded down and at least one; null for files. */
export function plannedExamples({ data }: TrainerConfig): PlannedExamples | null {
  if (data.kind !== 'synthetic') return null;
  const test = Math.max(1, Math.floor(data.samples / 5));
  const rest = data.samples - test;
  const { validation = 0 } = data;
  return { train: rest - (validation > 0 ? Math.max(1, Math.floor(validation * rest)) : 0), test };
}

/** Weights and biases of a perceptron on a synthetic set; null for any other order. */
export function plannedParameters({ data, model, hidden, layers, neurons }: TrainerConfig): number | null {
  if (data.kind !== 'synthetic' || model !== 'mlp') return null;
  const between = hidden.length > 0 ? hidden : Array<number>(layers).fill(neurons);
  let parameters = 0;
  let inputs = data.features;
  for (const width of [...between, data.classes]) {
    parameters += (inputs + 1) * width;
    inputs = width;
  }
  return parameters;
}
