// Exports the report of the open study and lists the files it went to.
import { Button, Card, EmptyState, Grid, Group, Stack, Text } from '@mantine/core';
import type { OpenedStudy, StudyView } from '../../../core/contract/ipc.ts';
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
import { EXPORT, FACTOR, SCREEN, STUDY } from './texts.ts';
import { useExport } from './use-export.ts';

export function ReportScreen(props: { onShow: (screen: ScreenName) => void; onSettings: () => void }) {
  const study = useStudy();
  return (
    <Screen name="report" lead={SCREEN.lead} actions={<StudyChooser />}>
      {study.handed === null ? (
        <Card py={60}>
          <EmptyState
            icon={<ReportIcon />}
            variant="light"
            title={SCREEN.no_study.title}
            description={SCREEN.no_study.text}
          >
            <Group justify="center" mt="md">
              <Button onClick={() => props.onShow('results')}>{SCREEN.no_study.go}</Button>
            </Group>
          </EmptyState>
        </Card>
      ) : (
        <RequestView request={study.view} failed={SCREEN.not_opened}>
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

function ExportCard({ view }: { view: OpenedStudy }) {
  const { exportAs, show, busy, exported } = useExport(view.study);
  return (
    <Section title={EXPORT.title}>
      <Stack gap="md">
        <Text size="sm">{EXPORT.contents}</Text>
        <Group>
          <Button onClick={() => void exportAs('html')} loading={busy === 'html'} disabled={busy === 'pdf'}>
            {EXPORT.html}
          </Button>
          <Button
            variant="light"
            onClick={() => void exportAs('pdf')}
            loading={busy === 'pdf'}
            disabled={busy === 'html'}
          >
            {EXPORT.pdf}
          </Button>
        </Group>
        {exported.length === 0 ? (
          <Text size="sm" c="dimmed">
            {EXPORT.nothing}
          </Text>
        ) : (
          <Stack gap="sm" role="list" aria-label={EXPORT.list}>
            {exported.map(({ format, path, report }) => (
              <Group key={report} role="listitem" wrap="nowrap" gap="sm">
                <Text size="xs" fw={700} w={42}>
                  {format.toUpperCase()}
                </Text>
                <Text size="sm" className="code" style={{ overflowWrap: 'anywhere', flex: 1 }}>
                  {path}
                </Text>
                <Button size="xs" variant="default" onClick={() => show(report)} style={{ flexShrink: 0 }}>
                  {EXPORT.show}
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
    <Section title={STUDY.title} aside={view.kind === 'none' ? null : <KindBadge kind={view.kind} />}>
      <Stack gap="xs">
        <Stat label={STUDY.name} value={view.name} />
        <Stat label={STUDY.made} value={formatDate(view.created_unix_ms)} />
        <Stat label={STUDY.trials} value={STUDY.done(done, view.trials.length)} />
        <div>
          <Text size="xs" c="dimmed">
            {STUDY.file}
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
      title={FACTOR.title}
      aside={
        <Button size="xs" variant="default" onClick={onSettings}>
          {FACTOR.change}
        </Button>
      }
    >
      {carbon === null ? (
        <Text size="sm" c="dimmed">
          {FACTOR.none}
        </Text>
      ) : (
        <Group gap="xl">
          <Stat label={FACTOR.emitted} value={FACTOR.grams(formatQuantity(carbon.carbon_g, 'g', 3))} />
          <Stat label={carbon.region} value={FACTOR.intensity(formatNumber(carbon.intensity_g_per_kwh))} />
          <Stat label={FACTOR.pue} value={formatNumber(carbon.pue, 3)} />
        </Group>
      )}
    </Section>
  );
}
