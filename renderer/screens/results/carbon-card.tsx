// What the study emitted, and by which factor: a gram without its factor cannot be checked.
import { List, SimpleGrid, Stack, Text } from '@mantine/core';
import type { CarbonDocument } from '../../../core/carbon/carbon-document.ts';
import { How } from '../../components/how.tsx';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { sentence } from '../../format/labels.ts';
import { formatNumber, formatQuantity } from '../../format/number.ts';
import { columnScale } from '../../format/scale.ts';
import { HOW_OF_CARBON } from './how-texts.ts';

export function CarbonCard({ carbon }: { carbon: CarbonDocument | null }) {
  if (carbon === null) {
    return (
      <Section title="CO₂ of the study">
        <Text size="sm" c="dimmed">
          No energy, so no CO₂ can be told.
        </Text>
      </Section>
    );
  }
  const scale = columnScale([carbon.carbon_g, carbon.ci?.[1]], 'g', 3);
  return (
    <Section title="CO₂ of the study" note={`${carbon.source}. ${carbon.licence}.`}>
      <Stack gap="sm">
        <Text fz={26} fw={650} lh={1.1} data-testid="carbon">
          {formatQuantity(carbon.carbon_g, 'g', 3)} CO₂e
        </Text>
        <SimpleGrid cols={2} spacing="sm">
          <Stat
            label={<How how={HOW_OF_CARBON.ci}>95 % interval</How>}
            value={carbon.ci === null ? 'not known' : `${scale.interval(carbon.ci)} ${scale.unit}`}
          />
          <Stat
            label={<How how={HOW_OF_CARBON.factor}>Grid factor</How>}
            value={`${formatNumber(carbon.intensity_g_per_kwh, 4)} g/kWh`}
          />
          <Stat
            label="Region"
            value={carbon.region}
            note={carbon.year === null ? undefined : String(carbon.year)}
          />
          <Stat label={<How how={HOW_OF_CARBON.pue}>PUE</How>} value={formatNumber(carbon.pue, 3)} />
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
