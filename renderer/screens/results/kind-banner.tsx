// Says first of all when the energies are not measured, because then they prove nothing about precision.
import { Alert } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';
import { BANNER } from './texts/cards.ts';

export function KindBanner({ kind }: { kind: StudyView['kind'] }) {
  if (kind === 'modelled') {
    return (
      <Alert
        role="note"
        color="#a83a00"
        variant="filled"
        title={BANNER.modelled.title}
        data-testid="modelled-banner"
      >
        {BANNER.modelled.text}
      </Alert>
    );
  }
  if (kind === 'mixed' || kind === 'none') {
    return (
      <Alert role="note" color="orange" variant="light" title={BANNER[kind].title}>
        {BANNER[kind].text}
      </Alert>
    );
  }
  return null;
}
