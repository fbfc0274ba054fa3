// Fields for the protocol around each training, and for the rules fixed before the first trial.
import { SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { STOP_RESPONSES } from '../../../../core/design/protocol.ts';
import { responseNamed } from '../../../../core/study/responses.ts';
import { sentence } from '../../../format/labels.ts';
import type { ProtocolEntry } from '../draft/draft.ts';
import { type Editing, problemAt } from '../editing.ts';
import { Choice, COLUMNS, ConstantField, NoteUnlessDefault, NumberEntry } from '../fields.tsx';
import { PROTOCOL_TEXTS } from '../texts/protocol.ts';

const TEXT = PROTOCOL_TEXTS;
const RULES = (['none', 'iqr', 'mad'] as const).map((value) => ({
  value,
  label: TEXT.outliers.rules[value],
}));
const RESPONSES = STOP_RESPONSES.map((value) => ({ value, label: responseNamed(value).label }));

export function ProtocolGroup({ editing }: { editing: Editing }) {
  const { draft } = editing;
  const { protocol } = draft;
  const set = (part: Partial<ProtocolEntry>): void =>
    editing.edit(`protocol ${Object.keys(part).join()}`, { protocol: { ...protocol, ...part } });
  const stop = problemAt(editing, 'protocol.stop');
  return (
    <Stack gap="lg">
      <Part title={TEXT.around.title}>
        <SimpleGrid {...COLUMNS}>
          <ConstantField
            editing={editing}
            field="idle_s"
            label={TEXT.around.idle}
            help={TEXT.around.idle_help}
          />
          <ConstantField
            editing={editing}
            field="cooldown_s"
            label={TEXT.around.cooldown}
            help={TEXT.around.cooldown_help}
          />
          <NumberEntry
            label={TEXT.around.warmup}
            help={TEXT.around.warmup_help}
            value={protocol.warmup_trials}
            problem={problemAt(editing, 'protocol.warmup_trials')}
            set={(warmup_trials) => set({ warmup_trials })}
          />
        </SimpleGrid>
      </Part>
      <Part title={TEXT.temperature.title}>
        <Switch
          label={TEXT.temperature.wait}
          description={TEXT.temperature.wait_help}
          checked={protocol.waits_for_cooling}
          onChange={(event) => set({ waits_for_cooling: event.currentTarget.checked })}
        />
        {protocol.waits_for_cooling ? (
          <SimpleGrid {...COLUMNS}>
            <Stack gap={4}>
              <NumberEntry
                label={TEXT.temperature.band}
                help={TEXT.temperature.band_help}
                value={protocol.thermal_band_c}
                problem={problemAt(editing, 'protocol.thermal_band_c')}
                set={(thermal_band_c) => set({ thermal_band_c })}
              />
              <NoteUnlessDefault editing={editing} field="protocol.thermal_band_c" />
            </Stack>
            <NumberEntry
              label={TEXT.temperature.longest}
              help={TEXT.temperature.longest_help}
              value={protocol.thermal_timeout_s}
              problem={problemAt(editing, 'protocol.thermal_timeout_s')}
              set={(thermal_timeout_s) => set({ thermal_timeout_s })}
            />
          </SimpleGrid>
        ) : null}
      </Part>
      <Part title={TEXT.outliers.title}>
        <SimpleGrid {...COLUMNS}>
          <Choice
            label={TEXT.outliers.rule}
            value={protocol.outliers}
            options={RULES}
            help={TEXT.outliers.rule_help}
            set={(outliers) =>
              set({ outliers, ...(outliers === 'none' ? {} : { outlier_k: outliers === 'iqr' ? 3 : 3.5 }) })
            }
          />
          {protocol.outliers === 'none' ? null : (
            <NumberEntry
              label={TEXT.outliers.limit}
              help={TEXT.outliers.limit_help[protocol.outliers]}
              value={protocol.outlier_k}
              problem={problemAt(editing, 'protocol.outliers')}
              set={(outlier_k) => set({ outlier_k })}
            />
          )}
        </SimpleGrid>
      </Part>
      <Part title={TEXT.stop.title}>
        <Switch
          label={TEXT.stop.stop}
          description={TEXT.stop.stop_help}
          checked={protocol.stops}
          onChange={(event) => set({ stops: event.currentTarget.checked })}
        />
        {protocol.stops ? (
          <SimpleGrid {...COLUMNS}>
            <Choice
              label={TEXT.stop.response}
              value={protocol.stop_response}
              options={RESPONSES}
              set={(stop_response) => set({ stop_response })}
            />
            <NumberEntry
              label={TEXT.stop.half_width}
              help={TEXT.stop.half_width_help}
              value={protocol.stop_half_width_pct}
              set={(stop_half_width_pct) => set({ stop_half_width_pct })}
            />
            <NumberEntry
              label={TEXT.stop.first_look}
              help={TEXT.stop.first_look_help}
              value={protocol.stop_least_replicates}
              set={(stop_least_replicates) => set({ stop_least_replicates })}
            />
          </SimpleGrid>
        ) : null}
        {stop === null ? null : (
          <Text size="sm" c="var(--mantine-color-error)">
            {sentence(stop)}
          </Text>
        )}
      </Part>
    </Stack>
  );
}

const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <Stack gap="xs" role="group" aria-label={title}>
    <Title order={3} size="sm">
      {title}
    </Title>
    {children}
  </Stack>
);
