// The columns of the list of trials, each with its content and its sort key.
import { Badge, Group, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { StudyView } from '../../../../core/contract/ipc.ts';
import type { TrialState } from '../../../../core/study/state.ts';
import type { TrialRow } from '../../../../core/study/trial-row.ts';
import { flagWords } from '../../../../core/words/flags.ts';
import { factorLabel, levelLabel } from '../../../format/labels.ts';
import { formatFixed, formatNumber, NOTHING } from '../../../format/number.ts';
import { columnScale } from '../../../format/scale.ts';
import { COLUMNS, EXCLUSION } from '../texts.ts';

export interface TrialColumn {
  readonly name: string;
  readonly head: string;
  readonly is_number?: boolean;
  readonly is_word?: boolean;
  /** Null sorts last in either direction. */
  readonly value: (trial: TrialRow) => number | string | null;
  readonly cell: (trial: TrialRow) => ReactNode;
}

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
const ran = (trial: TrialRow, value: number | null): number | null => (trial.state === 'done' ? value : null);
/** `128` comes after `32`. */
const byNumber = (level: string | undefined): number | string | null =>
  level === undefined ? null : Number.isFinite(Number(level)) ? Number(level) : level;

export function trialColumns({ trials, factors }: StudyView): readonly TrialColumn[] {
  const energy = columnScale(
    trials.map((trial) => trial.energy_total_j),
    'J',
  );
  const power = columnScale(
    trials.map((trial) => trial.power_total_w),
    'W',
  );
  const time_s = columnScale(
    trials.map((trial) => trial.duration_s),
    '',
  );
  const number = (
    name: string,
    head: string,
    value: (trial: TrialRow) => number | null,
    format: (value: number | null) => string,
  ): TrialColumn => ({ name, head, is_number: true, value, cell: (trial) => format(value(trial)) });
  return [
    number('block', COLUMNS.block, (trial) => trial.block, String),
    ...factors.map((factor) => ({
      name: `factor ${factor}`,
      head: factorLabel(factor),
      is_number: factor !== 'precision',
      is_word: true,
      value: (trial: TrialRow) => byNumber(trial.levels[factor]),
      cell: (trial: TrialRow) => levelLabel(trial.levels[factor] ?? '–'),
    })),
    {
      name: 'state',
      head: COLUMNS.state,
      value: (trial) => (trial.excluded === null ? trial.state : EXCLUSION.badge),
      cell: (trial) => <State trial={trial} />,
    },
    number('energy', COLUMNS.energy(energy.unit), (trial) => trial.energy_total_j, energy.format),
    number('power', COLUMNS.power(power.unit), (trial) => trial.power_total_w, power.format),
    number('time', COLUMNS.time, (trial) => ran(trial, trial.duration_s), time_s.format),
    number(
      'throughput',
      COLUMNS.throughput,
      (trial) => ran(trial, trial.samples_per_s),
      (value) => formatNumber(value, 4),
    ),
    number('accuracy', COLUMNS.accuracy, (trial) => trial.accuracy, per_cent),
    {
      name: 'flags',
      head: COLUMNS.flags,
      value: ({ flags }) => (flags.length === 0 ? null : flags.map((flag) => flagWords(flag).label).join()),
      cell: ({ flags }) => <Flags flags={flags} />,
    },
  ];
}

function State({ trial: { state, excluded } }: { trial: TrialRow }) {
  return excluded === null ? (
    <Badge color={STATE_COLOURS[state]} variant="light" radius="sm" tt="none" size="sm">
      {state}
    </Badge>
  ) : (
    <Told by={EXCLUSION.why(excluded)}>
      <Badge color="grape" variant="outline" radius="sm" tt="none" size="sm" tabIndex={0}>
        {EXCLUSION.badge}
      </Badge>
    </Told>
  );
}

function Flags({ flags }: { flags: readonly string[] }) {
  return (
    <Group gap={4}>
      {flags.map((flag) => (
        <Told key={flag} by={flagWords(flag).meaning}>
          <Badge color="orange" variant="outline" radius="sm" size="sm" tt="none" tabIndex={0}>
            {flagWords(flag).label}
          </Badge>
        </Told>
      ))}
    </Group>
  );
}

function Told({ by, children }: { by: string; children: ReactNode }) {
  return (
    <Tooltip
      label={by}
      disabled={by === ''}
      multiline
      maw={320}
      events={{ hover: true, focus: true, touch: true }}
    >
      {children}
    </Tooltip>
  );
}
