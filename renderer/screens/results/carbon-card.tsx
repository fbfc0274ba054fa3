// The emissions of the study with the grid factor behind them, without which nobody can check the grams.
import { List, SimpleGrid, Stack, Text } from '@mantine/core';
import type { CarbonDocument } from '../../../core/carbon/carbon-document.ts';
import { How } from '../../components/how.tsx';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { sentence } from '../../format/labels.ts';
import { formatNumber, formatQuantity } from '../../format/number.ts';
import { columnScale } from '../../format/scale.ts';
import { CARBON } from './texts/cards.ts';
import { HOW_OF_CARBON } from './texts/how.ts';

export function CarbonCard({ carbon }: { carbon: CarbonDocument | null }) {
  if (carbon === null) {
    return (
      <Section title={CARBON.title}>
        <Text size="sm" c="dimmed">
          {CARBON.none}
        </Text>
      </Section>
    );
  }
  const scale = columnScale([carbon.carbon_g, carbon.ci?.[1]], 'g', 3);
  return (
    <Section title={CARBON.title} note={`${carbon.source}. ${carbon.licence}.`}>
      <Stack gap="sm">
        <Text fz={26} fw={650} lh={1.1} data-testid="carbon">
          {formatQuantity(carbon.carbon_g, 'g', 3)} {CARBON.unit}
        </Text>
        <SimpleGrid cols={2} spacing="sm">
          <Stat
            label={<How how={HOW_OF_CARBON.ci}>{CARBON.ci}</How>}
            value={carbon.ci === null ? CARBON.no_ci : `${scale.interval(carbon.ci)} ${scale.unit}`}
          />
          <Stat
            label={<How how={HOW_OF_CARBON.factor}>{CARBON.factor}</How>}
            value={`${formatNumber(carbon.intensity_g_per_kwh, 4)} g/kWh`}
          />
          <Stat
            label={CARBON.region}
            value={carbon.region}
            note={carbon.year === null ? undefined : String(carbon.year)}
          />
          <Stat label={<How how={HOW_OF_CARBON.pue}>{CARBON.pue}</How>} value={formatNumber(carbon.pue, 3)} />
        </SimpleGrid>
        {carbon.caveats.length === 0 ? null : (
          <List size="sm" c="dimmed">
            {carbon.caveats.map((caveat) => (
              <List.Item key={caveat}>{sentence(caveat)}</List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Section>
  );
}
