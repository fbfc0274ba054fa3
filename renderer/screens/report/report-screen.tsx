// Makes the report of the open study: what it will hold, where it goes, and where it went.

import { Button, Card, EmptyState, Grid, Group, Stack, Text } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';
import type { ScreenName } from '../../../core/contract/screens.ts';
import { ReportIcon } from '../../components/icons.tsx';
import { KindBadge } from '../../components/kind-badge.tsx';
import { RequestView } from '../../components/request-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { formatNumber, formatQuantity } from '../../format/number.ts';
import { formatDate } from '../../format/time.ts';
import { useStudy } from '../../state/study.tsx';
import { StudyChooser } from '../results/study-chooser.tsx';
import { useExport } from './use-export.ts';

export function ReportScreen(props: { onShow: (screen: ScreenName) => void; onSettings: () => void }) {
  const study = useStudy();
  return (
    <Screen
      name="report"
      lead="One document that says what was found and how every number was obtained."
      actions={<StudyChooser />}
    >
      {study.path === null ? (
        <Card py={60}>
          <EmptyState
            icon={<ReportIcon />}
            variant="light"
            title="No study is open"
            description="A report is made of a study: choose one above, or open a file in Results."
          >
            <Group justify="center" mt="md">
              <Button onClick={() => props.onShow('results')}>Go to Results</Button>
            </Group>
          </EmptyState>
        </Card>
      ) : (
        <RequestView request={study.view} failed="The study could not be opened">
          {(view) =>
            view === null ? null : (
              <Grid>
                <Grid.Col span={{ base: 12, md: 7 }}>
                  <ExportCard view={view} />
                </Grid.Col>
                <Grid.Col span={{ base: 12, md: 5 }}>
                  <Stack gap="md">
                    <StudyCard view={view} />
                    <FactorCard view={view} onSettings={props.onSettings} />
                  </Stack>
                </Grid.Col>
              </Grid>
            )
          }
        </RequestView>
      )}
    </Screen>
  );
}

function ExportCard({ view }: { view: StudyView }) {
  const { exportAs, show, busy, exported } = useExport(view.path);
  return (
    <Section title="Export">
      <Stack gap="md">
        <Text size="sm">
          The report holds the verdict, the figures, the tables of cells, variance and comparisons, the CO₂
          with its factor, how each energy was obtained, the machine, and every trial. It needs nothing else
          to be read.
        </Text>
        <Group>
          <Button onClick={() => void exportAs('html')} loading={busy === 'html'} disabled={busy === 'pdf'}>
            Export HTML…
          </Button>
          <Button
            variant="light"
            onClick={() => void exportAs('pdf')}
            loading={busy === 'pdf'}
            disabled={busy === 'html'}
          >
            Export PDF…
          </Button>
        </Group>
        {exported.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing exported in this session yet.
          </Text>
        ) : (
          <Stack gap="sm" role="list" aria-label="Exported reports">
            {exported.map(({ format, path }) => (
              <Group key={path} role="listitem" wrap="nowrap" gap="sm">
                <Text size="xs" fw={700} w={42}>
                  {format.toUpperCase()}
                </Text>
                <Text size="sm" className="code" style={{ overflowWrap: 'anywhere', flex: 1 }}>
                  {path}
                </Text>
                <Button size="xs" variant="default" onClick={() => show(path)} style={{ flexShrink: 0 }}>
                  Show in folder
                </Button>
              </Group>
            ))}
          </Stack>
        )}
      </Stack>
    </Section>
  );
}

function StudyCard({ view }: { view: StudyView }) {
  const done = view.trials.filter((trial) => trial.state === 'done').length;
  return (
    <Section title="The study" aside={view.kind === 'none' ? null : <KindBadge kind={view.kind} />}>
      <Stack gap="xs">
        <Stat label="Name" value={view.name} />
        <Stat label="Made" value={formatDate(view.created_unix_ms)} />
        <Stat label="Trials" value={`${done} of ${view.trials.length} done`} />
        <div>
          <Text size="xs" c="dimmed">
            File
          </Text>
          <Text size="sm" className="code" style={{ overflowWrap: 'anywhere' }}>
            {view.path}
          </Text>
        </div>
      </Stack>
    </Section>
  );
}

function FactorCard({ view, onSettings }: { view: StudyView; onSettings: () => void }) {
  const { carbon } = view;
  return (
    <Section
      title="CO₂ factor"
      aside={
        <Button size="xs" variant="default" onClick={onSettings}>
          Change…
        </Button>
      }
    >
      {carbon === null ? (
        <Text size="sm" c="dimmed">
          No energy, so no CO₂ can be told.
        </Text>
      ) : (
        <Group gap="xl">
          <Stat label="Emitted" value={`${formatQuantity(carbon.carbon_g, 'g', 3)} CO₂e`} />
          <Stat label={carbon.region} value={`${formatNumber(carbon.intensity_g_per_kwh)} g/kWh`} />
          <Stat label="PUE" value={formatNumber(carbon.pue, 3)} />
        </Group>
      )}
    </Section>
  );
}
