// What is trained and how, where no factor says it.
import { SimpleGrid, Stack, TagsInput, Text } from '@mantine/core';
import { GEMM_PROVIDERS, OPTIMISERS } from '../../../../core/trainer-protocol.ts';
import { factorLabel, sentence } from '../../../format/labels.ts';
import type { NumberField } from '../draft/draft.ts';
import { type Editing, problemAt } from '../editing.ts';
import { Choice, COLUMNS, ConstantField, NoteUnlessDefault } from '../fields.tsx';

const OPTIMISER_LABELS = {
  sgd: 'SGD with momentum',
  adam: 'Adam',
  adamw: 'AdamW',
  lamb: 'LAMB',
  lars: 'LARS',
};
const MODELS = [
  { value: 'mlp', label: 'Perceptron' },
  { value: 'cnn', label: 'Convolutional network' },
] as const;
const ACTIVATIONS = [
  { value: 'relu', label: 'ReLU' },
  { value: 'gelu', label: 'GELU' },
] as const;
const GEMM_LABELS = { own: 'Wattproof’s own', libxsmm: 'libxsmm (CPU)', cublaslt: 'cuBLASLt (GPU)' };
const NUMBERS: readonly (readonly [NumberField, string, string])[] = [
  ['learning_rate', 'Learning rate', 'Size of a step, above 0.'],
  ['dropout', 'Dropout', 'Share of hidden activations set to zero, 0 to 0.9.'],
  ['label_smoothing', 'Label smoothing', '0 to 0.5.'],
  ['momentum', 'Momentum', 'Of SGD and LARS; the others ignore it.'],
  ['weight_decay', 'Weight decay', 'Pulls weights to zero; 0 to 1.'],
  ['threads', 'Threads', '0: as many as there are cores.'],
];

export function TrainingGroup({ editing }: { editing: Editing }) {
  const { draft, edit } = editing;
  const is_factor = (field: string): boolean => draft.factors[field] !== undefined;
  const varied = [...NUMBERS.map(([field]) => field), 'optimiser', 'activation'].filter(is_factor);
  return (
    <Stack gap="sm">
      {varied.length === 0 ? null : (
        <Text size="sm">Said by factors above: {varied.map(factorLabel).join(', ')}.</Text>
      )}
      <SimpleGrid {...COLUMNS}>
        {is_factor('optimiser') ? null : (
          <Stack gap={4}>
            <Choice
              label="Optimiser"
              value={draft.optimiser}
              options={OPTIMISERS.map((value) => ({ value, label: OPTIMISER_LABELS[value] }))}
              set={(optimiser) => edit('optimiser', { optimiser })}
            />
            <NoteUnlessDefault editing={editing} field="optimiser" />
          </Stack>
        )}
        {is_factor('activation') ? null : (
          <Choice
            label="Activation"
            value={draft.activation}
            options={ACTIVATIONS}
            set={(activation) => edit('activation', { activation })}
          />
        )}
        {NUMBERS.filter(([field]) => !is_factor(field)).map(([field, label, help]) => (
          <ConstantField key={field} editing={editing} field={field} label={label} help={help} />
        ))}
        <Choice
          label="Model"
          value={draft.model}
          options={MODELS}
          help="A convolutional network wants pictures."
          set={(model) => edit('model', { model })}
        />
        <Widths
          editing={editing}
          field="hidden"
          label="Widths of the hidden layers"
          help="One number a layer, in place of neurons and layers; empty: as the factors say."
        />
        {draft.model === 'cnn' ? (
          <Widths
            editing={editing}
            field="channels"
            label="Filters of the convolutions"
            help="One number a convolution."
          />
        ) : null}
        <Choice
          label="Matrix products by"
          value={draft.gemm}
          options={GEMM_PROVIDERS.map((value) => ({ value, label: GEMM_LABELS[value] }))}
          help="Recorded in every result."
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
