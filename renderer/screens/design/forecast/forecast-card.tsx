// The forecast card: progress while the machine is timed, then the cost of the sweep.
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { Design } from '../../../../core/design/design.ts';
import { Section } from '../../../components/section.tsx';
import { cellLabel } from '../../../format/labels.ts';
import { EDITOR_TEXTS } from '../texts/editor.ts';
import { ForecastView } from './forecast-view.tsx';
import type { ForecastAsk } from './use-forecast.ts';

const TEXT = EDITOR_TEXTS.forecast;

export function ForecastCard({ forecast, design }: { forecast: ForecastAsk; design: Design | null }) {
  const { state, cancel } = forecast;
  if (state.kind === 'none') return null;
  if (state.kind === 'said') {
    const is_old = JSON.stringify(design) !== JSON.stringify(state.design);
    return (
      <Section title={TEXT.title} note={is_old ? TEXT.is_old : undefined}>
        <ForecastView said={state.said} />
      </Section>
    );
  }
  const { progress } = state;
  const done = progress === null ? 0 : (progress.cell - 1) / progress.cells;
  return (
    <Section
      title={TEXT.title}
      aside={
        <Button variant="default" size="xs" loading={state.is_stopping} onClick={cancel}>
          {TEXT.cancel}
        </Button>
      }
    >
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm" aria-live="polite">
            {progress === null
              ? TEXT.idle
              : TEXT.timing(progress.cell, progress.cells, cellLabel(progress.levels))}
          </Text>
        </Group>
        <Progress value={100 * done} aria-label={TEXT.progress} />
      </Stack>
    </Section>
  );
}
