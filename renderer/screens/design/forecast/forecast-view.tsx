// Forecast time, energy and CO2e of a sweep, each with its interval.
import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ForecastDocument } from '../../../../core/forecast/document.ts';
import { formatBytes } from '../../../../core/words/format.ts';
import { Stat } from '../../../components/stat.tsx';
import { formatDuration, formatNumber } from '../../../format/number.ts';
import { EDITOR_TEXTS } from '../texts/editor.ts';

const TEXT = EDITOR_TEXTS.forecast;

export function ForecastView({ said }: { said: ForecastDocument }) {
  const range = (ci: readonly [number, number], format: (value: number) => string): string =>
    TEXT.interval(format(ci[0]), format(ci[1]));
  const number = (value: number): string => formatNumber(value, 3);
  return (
    <Stack gap="xs" data-testid="forecast">
      <SimpleGrid cols={3}>
        <Stat
          label={TEXT.time}
          value={formatDuration(said.time_s.value)}
          note={range(said.time_s.ci, formatDuration)}
        />
        <Stat
          label={TEXT.energy}
          value={said.energy_kwh ? `${number(said.energy_kwh.value)} kWh` : TEXT.unknown}
          note={said.energy_kwh ? range(said.energy_kwh.ci, number) : TEXT.no_energy}
        />
        <Stat
          label={TEXT.carbon}
          value={said.carbon_g ? `${number(said.carbon_g.value)} g` : TEXT.unknown}
          note={said.carbon_g ? range(said.carbon_g.ci, number) : TEXT.no_carbon}
        />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {TEXT.study_size(formatBytes(said.study_size_b))}
      </Text>
      {said.domains.some((domain) => domain.includes('(modelled)')) ? (
        <Alert color="orange" variant="light" role="note">
          {TEXT.is_modelled(said.domains.join(', '))}
        </Alert>
      ) : null}
    </Stack>
  );
}
