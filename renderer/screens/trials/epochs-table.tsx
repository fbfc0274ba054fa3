// Loss and accuracy epoch by epoch.
import type { TrialView } from '../../../core/contract/study-questions.ts';
import { DataTable } from '../../components/data-table.tsx';
import { formatFixed, formatNumber, formatPercent } from '../../format/number.ts';
import { EPOCHS } from './texts.ts';

export function EpochsTable({ epochs }: { epochs: TrialView['epochs'] }) {
  if (epochs.length === 0) return null;
  return (
    <DataTable
      label={EPOCHS.label}
      max_height={320}
      rows={epochs}
      rowKey={({ epoch }) => String(epoch)}
      columns={[
        { head: EPOCHS.columns.epoch, is_number: true, cell: ({ epoch }) => epoch },
        { head: EPOCHS.columns.end, is_number: true, cell: ({ end_s }) => formatFixed(end_s) },
        { head: EPOCHS.columns.loss, is_number: true, cell: ({ train_loss }) => formatNumber(train_loss, 4) },
        {
          head: EPOCHS.columns.accuracy,
          is_number: true,
          cell: (epoch) => formatPercent(epoch.train_accuracy, 4),
        },
      ]}
    />
  );
}
