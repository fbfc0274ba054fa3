// What a sweep will take, each number with its interval.
import { Alert, SimpleGrid, Stack } from '@mantine/core';
import type { ForecastDocument } from '../../../../core/forecast/document.ts';
import { Stat } from '../../../components/stat.tsx';
import { formatDuration, formatNumber } from '../../../format/number.ts';

export function ForecastView({ said }: { said: ForecastDocument }) {
  const range = (ci: readonly [number, number], format: (value: number) => string): string =>
    `95 % interval ${format(ci[0])} to ${format(ci[1])}`;
  const number = (value: number): string => formatNumber(value, 3);
  return (
    <Stack gap="xs" data-testid="forecast">
      <SimpleGrid cols={3}>
        <Stat
          label="Time"
          value={formatDuration(said.time_s.value)}
          note={range(said.time_s.ci, formatDuration)}
        />
        <Stat
          label="Energy"
          value={said.energy_kwh ? `${number(said.energy_kwh.value)} kWh` : 'not known'}
          note={said.energy_kwh ? range(said.energy_kwh.ci, number) : 'no source gave an energy'}
        />
        <Stat
          label="CO₂e"
          value={said.carbon_g ? `${number(said.carbon_g.value)} g` : 'not known'}
          note={said.carbon_g ? range(said.carbon_g.ci, number) : 'no energy, no CO₂'}
        />
      </SimpleGrid>
      {said.domains.some((domain) => domain.includes('(modelled)')) ? (
        <Alert color="orange" variant="light" role="note">
          The energy is an estimate by models: {said.domains.join(', ')}.
        </Alert>
      ) : null}
    </Stack>
  );
}
