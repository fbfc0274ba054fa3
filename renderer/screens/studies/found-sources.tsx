// Lists the readable sensors of this machine, or warns that all energy will be estimated.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { DoctorDocument } from '../../../core/machine/doctor-document.ts';
import { isSummed } from '../../../core/source.ts';
import { KindBadge } from '../../components/kind-badge.tsx';
import { domainLabel } from '../../format/labels.ts';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.found;

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
        <Alert role="note" color="orange" variant="light" title={TEXT.no_sensor}>
          {TEXT.estimates}
        </Alert>
      )}
      <Group gap="sm">
        <Button size="xs" variant="default" onClick={onMore}>
          {fixable === 0 ? TEXT.all_sensors : TEXT.more_sensors(fixable)}
        </Button>
      </Group>
    </Stack>
  );
}
