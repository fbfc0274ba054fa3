// Fields for the model and its training, except where a factor sets them.
import { SimpleGrid, Stack, TagsInput, Text } from '@mantine/core';
import { GEMM_PROVIDERS, OPTIMISERS } from '../../../../core/trainer-protocol.ts';
import { factorLabel, sentence } from '../../../format/labels.ts';
import type { NumberField } from '../draft/draft.ts';
import { type Editing, problemAt } from '../editing.ts';
import { Choice, COLUMNS, ConstantField, NoteUnlessDefault } from '../fields.tsx';
import { GROUP_TEXTS } from '../texts/groups.ts';
import { FIELD_NAMES } from '../texts/problems.ts';

const TEXT = GROUP_TEXTS.training;
const MODELS = (['mlp', 'cnn'] as const).map((value) => ({ value, label: TEXT.models[value] }));
const ACTIVATIONS = (['relu', 'gelu'] as const).map((value) => ({ value, label: TEXT.activations[value] }));
const NUMBERS = [
  'learning_rate',
  'dropout',
  'label_smoothing',
  'momentum',
  'weight_decay',
  'threads',
] as const satisfies readonly NumberField[];

export function TrainingGroup({ editing }: { editing: Editing }) {
  const { draft, edit } = editing;
  const is_factor = (field: string): boolean => draft.factors[field] !== undefined;
  const varied = [...NUMBERS, 'optimiser', 'activation'].filter(is_factor);
  return (
    <Stack gap="sm">
      {varied.length === 0 ? null : <Text size="sm">{TEXT.varied(varied.map(factorLabel).join(', '))}</Text>}
      <SimpleGrid {...COLUMNS}>
        {is_factor('optimiser') ? null : (
          <Stack gap={4}>
            <Choice
              label={TEXT.optimiser}
              value={draft.optimiser}
              options={OPTIMISERS.map((value) => ({ value, label: TEXT.optimisers[value] }))}
              set={(optimiser) => edit('optimiser', { optimiser })}
            />
            <NoteUnlessDefault editing={editing} field="optimiser" />
          </Stack>
        )}
        {is_factor('activation') ? null : (
          <Choice
            label={TEXT.activation}
            value={draft.activation}
            options={ACTIVATIONS}
            set={(activation) => edit('activation', { activation })}
          />
        )}
        {NUMBERS.filter((field) => !is_factor(field)).map((field) => (
          <ConstantField key={field} editing={editing} field={field} {...TEXT[field]} />
        ))}
        <Choice
          label={TEXT.model}
          value={draft.model}
          options={MODELS}
          help={TEXT.model_help}
          set={(model) => edit('model', { model })}
        />
        <Widths editing={editing} field="hidden" label={FIELD_NAMES.hidden} help={TEXT.hidden_help} />
        {draft.model === 'cnn' ? (
          <Widths editing={editing} field="channels" label={FIELD_NAMES.channels} help={TEXT.channels_help} />
        ) : null}
        <Choice
          label={TEXT.gemm}
          value={draft.gemm}
          options={GEMM_PROVIDERS.map((value) => ({ value, label: TEXT.gemms[value] }))}
          help={TEXT.gemm_help}
          set={(gemm) => edit('gemm', { gemm })}
        />
      </SimpleGrid>
    </Stack>
  );
}

function Widths(props: { editing: Editing; field: 'hidden' | 'channels'; label: string; help: string }) {
  const { editing, field } = props;
  const problem = problemAt(editing, field);
  return (
    <TagsInput
      label={props.label}
      description={props.help}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={[...editing.draft[field]]}
      error={problem === null ? undefined : sentence(problem)}
      splitChars={[',', ' ', ';']}
      acceptValueOnBlur
      allowDuplicates
      onChange={(next) => editing.edit(field, { [field]: next })}
    />
  );
}
