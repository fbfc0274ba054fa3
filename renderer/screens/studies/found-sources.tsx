// What was found on this machine, in a few lines: the sensors that can be read, or that all energy would be estimated.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { DoctorDocument } from '../../../core/machine/doctor-document.ts';
import { isSummed } from '../../../core/source.ts';
import { KindBadge } from '../../components/kind-badge.tsx';
import { domainLabel } from '../../format/labels.ts';

export function FoundSources({ doctor, onMore }: { doctor: DoctorDocument; onMore: () => void }) {
  const used = doctor.sources.filter((source) => source.available && isSummed(source));
  const fixable = doctor.sources.filter(({ available, fix }) => !available && fix !== null).length;
  return (
    <Stack gap="sm">
      {used.map((source) => (
        <Group key={source.id} gap="sm" wrap="nowrap">
          <KindBadge kind={source.kind} />
          <Text size="sm">
            <b>{domainLabel(source.domain)}</b>, {source.device}
          </Text>
        </Group>
      ))}
      {used.some(({ kind }) => kind !== 'modelled') ? null : (
        <Alert role="note" color="orange" variant="light" title="No power sensor can be read here">
          Energies would be estimates by models, and are called so wherever they stand. Times and accuracies
          are measured all the same.
        </Alert>
      )}
      <Group gap="sm">
        <Button size="xs" variant="default" onClick={onMore}>
          {fixable === 0
            ? 'See every sensor'
            : `See how to get ${fixable} more sensor${fixable > 1 ? 's' : ''}`}
        </Button>
      </Group>
    </Stack>
  );
}
