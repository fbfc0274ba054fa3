// What is done around every training, and what is decided before any of them has been seen.
import { SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { STOP_RESPONSES } from '../../../../core/design/protocol.ts';
import { responseNamed } from '../../../../core/study/responses.ts';
import { sentence } from '../../../format/labels.ts';
import type { ProtocolEntry } from '../draft/draft.ts';
import { type Editing, problemAt } from '../editing.ts';
import { Choice, COLUMNS, ConstantField, NoteUnlessDefault, NumberEntry } from '../fields.tsx';

const RULES = [
  { value: 'none', label: 'No outliers are looked for' },
  { value: 'iqr', label: 'Interquartile ranges (Tukey)' },
  { value: 'mad', label: 'Median absolute deviations' },
] as const;
const K_HELP = {
  none: '',
  iqr: 'Further than so many interquartile ranges from the quartiles; 3 is Tukey’s “far out”.',
  mad: 'Further than so many robust standard deviations from the median; Iglewicz and Hoaglin take 3.5.',
};
const RESPONSES = STOP_RESPONSES.map((value) => ({ value, label: responseNamed(value).label }));

export function ProtocolGroup({ editing }: { editing: Editing }) {
  const { draft } = editing;
  const { protocol } = draft;
  const set = (part: Partial<ProtocolEntry>): void =>
    editing.edit(`protocol ${Object.keys(part).join()}`, { protocol: { ...protocol, ...part } });
  const stop = problemAt(editing, 'protocol.stop');
  return (
    <Stack gap="lg">
      <Part title="Around each training">
        <SimpleGrid {...COLUMNS}>
          <ConstantField
            editing={editing}
            field="idle_s"
            label="Idle baseline before, s"
            help="Power at rest, 0 to 600 s; net energies need it."
          />
          <ConstantField editing={editing} field="cooldown_s" label="Cool-down after, s" help="0 to 600 s." />
          <NumberEntry
            label="Warm-up trainings"
            help="Before the first trial, of the first planned cell; they are no trials. 0 to 20."
            value={protocol.warmup_trials}
            problem={problemAt(editing, 'protocol.warmup_trials')}
            set={(warmup_trials) => set({ warmup_trials })}
          />
        </SimpleGrid>
      </Part>
      <Part title="Temperature">
        <Switch
          label="Wait for cooling before each trial"
          description="A warm chip leaks more: without a wait later trials cost more than earlier ones."
          checked={protocol.waits_for_cooling}
          onChange={(event) => set({ waits_for_cooling: event.currentTarget.checked })}
        />
        {protocol.waits_for_cooling ? (
          <SimpleGrid {...COLUMNS}>
            <Stack gap={4}>
              <NumberEntry
                label="Thermal band, K"
                help="At most so far above the first idle baseline; 0.5 to 50 K."
                value={protocol.thermal_band_c}
                problem={problemAt(editing, 'protocol.thermal_band_c')}
                set={(thermal_band_c) => set({ thermal_band_c })}
              />
              <NoteUnlessDefault editing={editing} field="protocol.thermal_band_c" />
            </Stack>
            <NumberEntry
              label="Longest wait, s"
              help="A trial that then begins warmer is flagged. 1 to 3,600 s."
              value={protocol.thermal_timeout_s}
              problem={problemAt(editing, 'protocol.thermal_timeout_s')}
              set={(thermal_timeout_s) => set({ thermal_timeout_s })}
            />
          </SimpleGrid>
        ) : null}
      </Part>
      <Part title="Outliers">
        <SimpleGrid {...COLUMNS}>
          <Choice
            label="Outlier rule"
            value={protocol.outliers}
            options={RULES}
            help="Fixed before a trial is seen; results are shown with outliers and without."
            set={(outliers) =>
              set({ outliers, ...(outliers === 'none' ? {} : { outlier_k: outliers === 'iqr' ? 3 : 3.5 }) })
            }
          />
          {protocol.outliers === 'none' ? null : (
            <NumberEntry
              label="Limit k"
              help={K_HELP[protocol.outliers]}
              value={protocol.outlier_k}
              problem={problemAt(editing, 'protocol.outliers')}
              set={(outlier_k) => set({ outlier_k })}
            />
          )}
        </SimpleGrid>
      </Part>
      <Part title="Ending early">
        <Switch
          label="End as soon as the difference is known well enough"
          description="Of two cells only: looks after every block, with the error rate kept (O’Brien and Fleming)."
          checked={protocol.stops}
          onChange={(event) => set({ stops: event.currentTarget.checked })}
        />
        {protocol.stops ? (
          <SimpleGrid {...COLUMNS}>
            <Choice
              label="Of which response"
              value={protocol.stop_response}
              options={RESPONSES}
              set={(stop_response) => set({ stop_response })}
            />
            <NumberEntry
              label="Half-width of the interval, %"
              help="Of the second cell’s mean."
              value={protocol.stop_half_width_pct}
              set={(stop_half_width_pct) => set({ stop_half_width_pct })}
            />
            <NumberEntry
              label="Replicates before the first look"
              help="8 at least: the scatter is not known well with fewer."
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
