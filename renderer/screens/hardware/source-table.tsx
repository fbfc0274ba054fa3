// The power sources that were looked for: how each reads, how well, and what to do about those that are missing.
import { Button, Stack, Text } from '@mantine/core';
import type { ProbedSource } from '../../../core/machine/doctor-document.ts';
import { DataTable } from '../../components/data-table.tsx';
import { KindBadge } from '../../components/kind-badge.tsx';
import { Section } from '../../components/section.tsx';
import { domainLabel, sentence } from '../../format/labels.ts';
import { formatNumber } from '../../format/number.ts';
import { FixButton } from './fix-button.tsx';

export function SourceTable(props: {
  sources: readonly ProbedSource[];
  /** Looks again, for some seconds, at how often the sources change; null while nothing is measured here. */
  watch: { readonly run: () => void; readonly is_running: boolean } | null;
  onFixed: () => void;
}) {
  const { sources, watch, onFixed } = props;
  return (
    <Section
      title="Power sources"
      aside={
        watch === null ? null : (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            loading={watch.is_running}
            onClick={watch.run}
          >
            Watch for 3 s
          </Button>
        )
      }
      note="Accuracy is the half-width of the 95 % interval of a long measurement. GPU, CPU package and memory are disjoint and may be added; cores and uncore are part of the package."
    >
      <DataTable
        label="Power sources of this machine"
        min_width={760}
        rows={sources}
        rowKey={(source) => source.id}
        columns={[
          {
            head: 'Kind',
            cell: (source) => <KindBadge kind={source.available ? source.kind : 'missing'} />,
          },
          {
            head: 'Source',
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
            head: 'Method',
            cell: (source) => (
              <Text fz={13} miw={140}>
                {sentence(source.method)}
              </Text>
            ),
          },
          { head: 'Updates every', is_number: true, cell: (source) => <Period source={source} /> },
          {
            head: 'Accuracy',
            is_number: true,
            cell: (source) =>
              source.accuracy_pct === null ? '–' : `± ${formatNumber(source.accuracy_pct, 2)} %`,
          },
          { head: 'What to know', cell: (source) => <Remark source={source} onFixed={onFixed} /> },
        ]}
      />
    </Section>
  );
}

const period = (update_period_s: number | null): string => {
  if (update_period_s === null) return 'unknown';
  return update_period_s < 1
    ? `${formatNumber(update_period_s * 1000, 3)} ms`
    : `${formatNumber(update_period_s, 3)} s`;
};

/** Seen where the source was watched, else as its maker states it. */
function Period({ source }: { source: ProbedSource }) {
  return (
    <Stack gap={0}>
      <span>{period(source.update_period_s)}</span>
      {source.probe?.update_period_s == null ? null : (
        <Text size="xs" c="dimmed">
          seen, {source.probe.changes.toLocaleString('en')} changes
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
            To fix:{' '}
          </Text>
          {sentence(source.fix)}
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
