// The result of a check: right, or the places that do not match, the first one first.
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { VerifyDocument } from '../../../../core/study/finding.ts';
import { DataTable } from '../../../components/data-table.tsx';
import { formatNumber } from '../../../format/number.ts';
import { CHECK } from '../texts/integrity.ts';

export function CheckDialog(props: { document: VerifyDocument | null; onClose: () => void }) {
  const { document, onClose } = props;
  return (
    <Modal opened={document !== null} onClose={onClose} title={CHECK.title} size="xl" centered>
      {document === null ? null : (
        <Stack gap="md">
          {document.ok ? (
            <Alert role="status" color="teal" variant="light" title={CHECK.good}>
              {CHECK.good_text}
            </Alert>
          ) : (
            <Alert role="alert" color="red" variant="light" title={CHECK.bad(document.findings.length)}>
              {CHECK.bad_text}
            </Alert>
          )}
          {document.ok ? null : (
            <DataTable
              label={CHECK.findings}
              min_width={560}
              rows={document.findings}
              rowKey={({ where, expected, found }) => `${where} ${expected} ${found}`}
              columns={[
                { head: CHECK.where, cell: ({ where }) => <Words text={where} /> },
                { head: CHECK.expected, cell: ({ expected }) => <Words text={expected} /> },
                { head: CHECK.found, cell: ({ found }) => <Words text={found} /> },
              ]}
            />
          )}
          <DataTable
            label={CHECK.checked}
            min_width={320}
            rows={Object.entries(document.checked)}
            rowKey={([what]) => what}
            columns={[
              { head: CHECK.checked, cell: ([what]) => what },
              { head: CHECK.count, is_number: true, cell: ([, n]) => formatNumber(n) },
            ]}
          />
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              {CHECK.close}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

const Words = ({ text }: { text: string }) => (
  <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
    {text}
  </Text>
);
