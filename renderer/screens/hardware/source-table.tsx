// Table of all known power sources: method, accuracy, and how to enable the missing ones.
import { Button, Stack, Text } from '@mantine/core';
import type { ProbedSource } from '../../../core/machine/doctor-document.ts';
import { DataTable } from '../../components/data-table.tsx';
import { KindBadge } from '../../components/kind-badge.tsx';
import { Section } from '../../components/section.tsx';
import { domainLabel, sentence } from '../../format/labels.ts';
import { formatNumber } from '../../format/number.ts';
import { FixButton } from './fix-button.tsx';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.sources;

export function SourceTable(props: {
  sources: readonly ProbedSource[];
  /** Observes the update rates for some seconds; null when no source is measured. */
  watch: { readonly run: () => void; readonly is_running: boolean } | null;
  onFixed: () => void;
}) {
  const { sources, watch, onFixed } = props;
  return (
    <Section
      title={TEXT.title}
      aside={
        watch === null ? null : (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            loading={watch.is_running}
            onClick={watch.run}
          >
            {TEXT.watch}
          </Button>
        )
      }
      note={TEXT.note}
    >
      <DataTable
        label={TEXT.label}
        min_width={760}
        rows={sources}
        rowKey={(source) => source.id}
        columns={[
          {
            head: TEXT.kind,
            cell: (source) => <KindBadge kind={source.available ? source.kind : 'missing'} />,
          },
          {
            head: TEXT.source,
            cell: (source) => (
              <Stack gap={0} miw={130}>
                <Text fz={13} fw={600}>
                  {domainLabel(source.domain)}
                </Text>
                <Text size="xs" c="dimmed">
                  {source.device}
                </Text>
              </Stack>
            ),
          },
          {
            head: TEXT.method,
            cell: (source) => (
              <Text fz={13} miw={140}>
                {sentence(source.method)}
              </Text>
            ),
          },
          { head: TEXT.period, is_number: true, cell: (source) => <Period source={source} /> },
          {
            head: TEXT.accuracy,
            is_number: true,
            cell: (source) =>
              source.accuracy_pct === null ? '–' : `± ${formatNumber(source.accuracy_pct, 2)} %`,
          },
          { head: TEXT.notes, cell: (source) => <Remark source={source} onFixed={onFixed} /> },
        ]}
      />
    </Section>
  );
}

const period = (update_period_s: number | null): string => {
  if (update_period_s === null) return TEXT.unknown;
  return update_period_s < 1
    ? `${formatNumber(update_period_s * 1000, 3)} ms`
    : `${formatNumber(update_period_s, 3)} s`;
};

/** Update period as observed, or else as the vendor states it. */
function Period({ source }: { source: ProbedSource }) {
  return (
    <Stack gap={0}>
      <span>{period(source.update_period_s)}</span>
      {source.probe?.update_period_s == null ? null : (
        <Text size="xs" c="dimmed">
          {TEXT.observed(source.probe.changes.toLocaleString('en'))}
        </Text>
      )}
    </Stack>
  );
}

function Remark({ source, onFixed }: { source: ProbedSource; onFixed: () => void }) {
  if (source.reason === null && source.fix === null) return <Text c="dimmed">–</Text>;
  return (
    <Stack gap={2} miw={200}>
      {source.reason === null ? null : <Text fz={13}>{sentence(source.reason)}</Text>}
      {source.fix === null ? null : (
        <Text fz={13} style={{ overflowWrap: 'anywhere' }}>
          <Text span fz={13} fw={600}>
            {TEXT.to_fix}{' '}
          </Text>
          {source.fix}
        </Text>
      )}
      {source.fix === null ? null : (
        <div>
          <FixButton source={source} onFixed={onFixed} />
        </div>
      )}
    </Stack>
  );
}
