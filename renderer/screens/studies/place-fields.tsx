// Asks for the country, or a factor of one's own, and keeps it among the settings.
import { Alert, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Settings } from '../../../core/settings.ts';
import { call } from '../../bridge/call.ts';
import { useRequest } from '../../bridge/use-request.ts';
import { formatNumber } from '../../format/number.ts';
import { useSettings } from '../../state/settings.tsx';

interface Place {
  readonly region: string | null;
  readonly own: number | string;
  readonly is_guess: boolean;
  readonly problem: string | null;
  setRegion(region: string | null): void;
  setOwn(own: number | string): void;
  /** Whether it could be kept; if not, a notice has said why. */
  keep(): Promise<boolean>;
}

/** @param guess country the system is set to, offered until another is chosen */
export function usePlace(guess: string | null): Place {
  const { settings, save } = useSettings();
  const [chosen, setChosen] = useState<{ region?: string | null; own?: number | string }>({});
  const region = chosen.region === undefined ? (settings.region ?? guess) : chosen.region;
  const own = chosen.own ?? settings.intensity_g_per_kwh ?? '';
  const parsed = Settings.safeParse({
    ...settings,
    region,
    intensity_g_per_kwh: own === '' ? null : Number(own),
  });
  return {
    region,
    own,
    is_guess: chosen.region === undefined && settings.region === null && guess !== null,
    problem: parsed.success ? null : 'The own factor must be above 0 and at most 5000 g CO₂e per kWh',
    setRegion: (next) => setChosen((last) => ({ ...last, region: next })),
    setOwn: (next) => setChosen((last) => ({ ...last, own: next })),
    keep: async () => (parsed.success ? save(parsed.data) : false),
  };
}

export function PlaceFields({ place }: { place: Place }) {
  const regions = useRequest(() => call('carbon:regions'), '');
  const known = regions.data ?? [];
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label="Country"
          description="Average of its grid."
          placeholder="World average"
          searchable
          clearable
          value={known.some(({ code }) => code === place.region) ? place.region : null}
          onChange={place.setRegion}
          error={regions.error}
          data={known.map(({ code, name, intensity_g_per_kwh }) => ({
            value: code,
            label: `${name} (${formatNumber(intensity_g_per_kwh, 3)} g/kWh)`,
          }))}
        />
        <NumberInput
          label="Or your own factor, g CO₂e per kWh"
          description="From your supplier’s bill; goes before the country."
          placeholder="none"
          min={0}
          value={place.own}
          onChange={place.setOwn}
        />
      </SimpleGrid>
      {place.is_guess ? (
        <Text size="xs" c="dimmed">
          The country is a guess from the system’s language: change it if the machine stands elsewhere.
        </Text>
      ) : null}
      {place.problem === null ? null : (
        <Alert color="red" variant="light">
          {place.problem}
        </Alert>
      )}
    </Stack>
  );
}
