// Every trial in the order it ran, with what was odd about it.

import { Badge, Button, Group, Tooltip } from '@mantine/core';
import type { TrialRow, TrialState } from '../../../core/documents.ts';
import { flagWords } from '../../../core/flags.ts';
import type { StudyView } from '../../../core/ipc.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { factorLabel, levelLabel } from '../../format/labels.ts';
import { formatFixed, formatNumber, NOTHING } from '../../format/number.ts';
import { columnScale } from '../../format/scale.ts';

const STATE_COLOURS: Readonly<Record<TrialState, string>> = {
  planned: 'gray',
  running: 'blue',
  done: 'teal',
  failed: 'red',
  aborted: 'orange',
  interrupted: 'orange',
};

/** Two decimals throughout, so that the column lines up. */
const per_cent = (share: number | null): string =>
  share === null ? NOTHING : `${formatFixed(share * 100)}\u00a0%`;

export function TrialsTable({
  view,
  opened = null,
  onOpen,
}: {
  view: StudyView;
  /** The trial whose page is shown. */
  opened?: number | null;
  /** Without it the rows open nothing. */
  onOpen?: (trial: number) => void;
}) {
  const energy = columnScale(
    view.trials.map((trial) => trial.energy_total_j),
    'J',
  );
  const power = columnScale(
    view.trials.map((trial) => trial.power_w),
    'W',
  );
  const time_s = columnScale(
    view.trials.map((trial) => trial.duration_s),
    '',
  );
  const done = view.trials.filter((trial) => trial.state === 'done').length;
  const ran = (trial: TrialRow, value: number): number | null => (trial.state === 'done' ? value : null);
  return (
    <Section
      title="Trials"
      note={`${done} of ${view.trials.length} trials done. Energy, power and time cover the training phase.`}
    >
      <DataTable
        label="Trials in the order they ran"
        min_width={800}
        max_height={440}
        rows={[...view.trials].sort((a, b) => a.order - b.order)}
        rowKey={(trial) => String(trial.trial)}
        columns={[
          {
            head: 'Order',
            is_number: true,
            cell: (trial) =>
              onOpen === undefined ? (
                trial.order
              ) : (
                <Button
                  size="compact-xs"
                  variant={opened === trial.trial ? 'filled' : 'default'}
                  aria-label={`Open trial ${trial.order}`}
                  aria-pressed={opened === trial.trial}
                  onClick={() => onOpen(trial.trial)}
                >
                  {trial.order}
                </Button>
              ),
          },
          { head: 'Block', is_number: true, cell: (trial) => trial.block },
          ...view.factors.map((factor) => ({
            head: factorLabel(factor),
            is_number: factor !== 'precision',
            is_word: true,
            cell: (trial: TrialRow) => levelLabel(trial.levels[factor] ?? '–'),
          })),
          {
            head: 'State',
            cell: (trial) => (
              <Badge color={STATE_COLOURS[trial.state]} variant="light" radius="sm" tt="none" size="sm">
                {trial.state}
              </Badge>
            ),
          },
          {
            head: `Energy, ${energy.unit}`,
            is_number: true,
            cell: (trial) => energy.format(trial.energy_total_j),
          },
          { head: `Power, ${power.unit}`, is_number: true, cell: (trial) => power.format(trial.power_w) },
          {
            head: 'Time, s',
            is_number: true,
            cell: (trial) => time_s.format(ran(trial, trial.duration_s)),
          },
          {
            head: 'Samples/s',
            is_number: true,
            cell: (trial) => formatNumber(ran(trial, trial.samples_per_s), 4),
          },
          { head: 'Accuracy', is_number: true, cell: (trial) => per_cent(trial.accuracy) },
          {
            head: 'Flags',
            cell: (trial) => (
              <Group gap={4}>
                {trial.flags.map((flag) => (
                  <Tooltip
                    key={flag}
                    label={flagWords(flag).meaning}
                    disabled={flagWords(flag).meaning === ''}
                    multiline
                    maw={320}
                    events={{ hover: true, focus: true, touch: true }}
                  >
                    <Badge color="orange" variant="outline" radius="sm" size="sm" tt="none" tabIndex={0}>
                      {flagWords(flag).label}
                    </Badge>
                  </Tooltip>
                ))}
              </Group>
            ),
          },
        ]}
      />
    </Section>
  );
}
