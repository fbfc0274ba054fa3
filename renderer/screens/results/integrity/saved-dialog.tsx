// What was brought over from a damaged study, and what was lost.
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { HandedStudy } from '../../../../core/contract/handles.ts';
import type { SalvagedStudy } from '../../../../core/contract/ipc.ts';
import { DataTable } from '../../../components/data-table.tsx';
import { formatNumber } from '../../../format/number.ts';
import { SAVED } from '../texts/integrity.ts';

export function SavedDialog(props: {
  saved: SalvagedStudy | null;
  onClose: () => void;
  onOpen: (study: HandedStudy) => void;
}) {
  const { saved, onClose, onOpen } = props;
  return (
    <Modal opened={saved !== null} onClose={onClose} title={SAVED.title} size="lg" centered>
      {saved === null ? null : (
        <Stack gap="md">
          <Text size="sm">{saved.document.message}</Text>
          <Text size="sm">{SAVED.left}</Text>
          <DataTable
            label={SAVED.tables}
            min_width={320}
            rows={saved.document.tables}
            rowKey={({ table }) => table}
            columns={[
              { head: SAVED.table, cell: ({ table }) => table },
              { head: SAVED.rows, is_number: true, cell: ({ rows }) => formatNumber(rows) },
              { head: SAVED.lost, is_number: true, cell: ({ lost }) => formatNumber(lost) },
            ]}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {SAVED.close}
            </Button>
            <Button onClick={() => onOpen(saved.saved)} data-autofocus>
              {SAVED.open}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
