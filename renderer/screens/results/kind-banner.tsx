// Says before anything else when the energies are not measured, because then they prove nothing about precision.
import { Alert } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';

export function KindBanner({ kind }: { kind: StudyView['kind'] }) {
  if (kind === 'modelled') {
    return (
      <Alert
        role="note"
        color="#a83a00"
        variant="filled"
        title="Estimates from a model, no evidence of a precision effect"
        data-testid="modelled-banner"
      >
        No power sensor could be read during this study. Energy follows from processor load and rated power,
        so it mirrors how long a training took, not what the hardware drew. Times, accuracies and losses are
        real.
      </Alert>
    );
  }
  if (kind === 'mixed') {
    return (
      <Alert role="note" color="orange" variant="light" title="Part of the energy is estimated">
        Some domains were measured and others come from a model; the sources below say which. A difference
        that rests on a modelled part is no evidence.
      </Alert>
    );
  }
  if (kind === 'none') {
    return (
      <Alert role="note" color="orange" variant="light" title="No energy in this study">
        No power source gave a usable reading. Times, accuracies and losses can still be compared.
      </Alert>
    );
  }
  return null;
}
