// Asks for the country or the user's own grid factor and saves it in the settings.
import { Alert, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Settings } from '../../../core/settings.ts';
import { call } from '../../bridge/call.ts';
import { useRequest } from '../../bridge/use-request.ts';
import { formatNumber } from '../../format/number.ts';
import { useSettings } from '../../state/settings.tsx';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.place;

interface Place {
  readonly region: string | null;
  readonly own: number | string;
  readonly is_guess: boolean;
  readonly problem: string | null;
  setRegion(region: string | null): void;
  setOwn(own: number | string): void;
  /** Resolves to true when the settings were saved; otherwise a notice has given the reason. */
  keep(): Promise<boolean>;
}

/** @param guess the system's country, offered until the user chooses another */
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
    problem: parsed.success ? null : TEXT.own_wrong,
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
          label={TEXT.country}
          description={TEXT.country_help}
          placeholder={TEXT.world}
          searchable
          clearable
          value={known.some(({ code }) => code === place.region) ? place.region : null}
          onChange={place.setRegion}
          error={regions.error}
          data={known.map(({ code, name, intensity_g_per_kwh }) => ({
            value: code,
            label: TEXT.option(name, formatNumber(intensity_g_per_kwh, 3)),
          }))}
        />
        <NumberInput
          label={TEXT.own}
          description={TEXT.own_help}
          placeholder={TEXT.no_own}
          min={0}
          value={place.own}
          onChange={place.setOwn}
        />
      </SimpleGrid>
      {place.is_guess ? (
        <Text size="xs" c="dimmed">
          {TEXT.guess}
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
