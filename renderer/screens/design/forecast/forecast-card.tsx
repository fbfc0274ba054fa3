// The forecast of the draft: the machine being timed, and then what the sweep will take.
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { Design } from '../../../../core/design/design.ts';
import { Section } from '../../../components/section.tsx';
import { cellLabel } from '../../../format/labels.ts';
import { ForecastView } from './forecast-view.tsx';
import type { ForecastAsk } from './use-forecast.ts';

export function ForecastCard({ forecast, design }: { forecast: ForecastAsk; design: Design | null }) {
  const { state, cancel } = forecast;
  if (state.kind === 'none') return null;
  if (state.kind === 'said') {
    const is_old = JSON.stringify(design) !== JSON.stringify(state.design);
    return (
      <Section
        title="Forecast"
        note={is_old ? 'The design was changed since; ask for the forecast again.' : undefined}
      >
        <ForecastView said={state.said} />
      </Section>
    );
  }
  const { progress } = state;
  const done = progress === null ? 0 : (progress.cell - 1) / progress.cells;
  return (
    <Section
      title="Forecast"
      aside={
        <Button variant="default" size="xs" loading={state.is_stopping} onClick={cancel}>
          Cancel the forecast
        </Button>
      }
    >
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm" aria-live="polite">
            {progress === null
              ? 'Reading the power of the idle machine.'
              : `Timing cell ${progress.cell} of ${progress.cells}: ${cellLabel(progress.levels)}.`}
          </Text>
        </Group>
        <Progress value={100 * done} aria-label="Cells timed" />
      </Stack>
    </Section>
  );
}
