// Field for the levels of one factor: words to choose, or numbers to type.
import { MultiSelect, Stack, TagsInput, Text } from '@mantine/core';
import { strictFp32Hint, tensorCoreHint } from '../../../../core/design/hints.ts';
import type { Backend } from '../../../../core/trainer-protocol.ts';
import { factorLabel, levelLabel, sentence } from '../../../format/labels.ts';
import { EXTRA_FACTORS, isExtraFactor, wordsOf } from '../draft/factor-catalogue.ts';
import { type Editing, problemAt } from '../editing.ts';
import { FACTOR_TEXTS } from '../texts/factors.ts';
import { setLevels } from './edit-factors.ts';

const INPUT_FIRST: ('input' | 'description' | 'error')[] = ['input', 'description', 'error'];

export function LevelField({ editing, name }: { editing: Editing; name: string }) {
  const { draft, edit, backends } = editing;
  const levels = draft.factors[name] ?? [];
  const backend = backends.find((one) => one.name === draft.backend);
  const problem = problemAt(editing, `factors.${name}`);
  const common = {
    'aria-label': factorLabel(name),
    value: [...levels],
    description: isExtraFactor(name) ? EXTRA_FACTORS[name].help : undefined,
    inputWrapperOrder: INPUT_FIRST,
    error: problem === null ? undefined : sentence(problem),
    onChange: (next: string[]) => edit(`factors.${name}`, setLevels(draft, name, next)),
    styles: { inputField: { minWidth: 40 } },
  };
  const words = name === 'data' ? draft.data_sets.map((one) => one.name) : wordsOf(name);
  return (
    <Stack gap={4}>
      {words === null ? (
        <TagsInput {...common} splitChars={[',', ' ', ';']} acceptValueOnBlur allowDuplicates />
      ) : (
        <MultiSelect {...common} data={optionsOf(name, words, backend)} hidePickedOptions />
      )}
      {hintsOf(editing, name, backend).map((hint) => (
        <Text key={hint} size="xs" className="hint">
          {hint}
        </Text>
      ))}
    </Stack>
  );
}

const optionsOf = (name: string, words: readonly string[], backend: Backend | undefined) =>
  words.map((value) => ({
    value,
    label: levelLabel(value),
    disabled:
      name === 'precision' && backend !== undefined && !backend.precisions.some((one) => one === value),
  }));

function hintsOf({ draft }: Editing, name: string, backend: Backend | undefined): string[] {
  const precisions = draft.factors['precision'] ?? [];
  const hints =
    name === 'precision'
      ? [strictFp32Hint(draft.backend, precisions), missingHint(precisions, backend)]
      : [
          tensorCoreHint(name, (draft.factors[name] ?? []).map(Number).filter(Number.isFinite), {
            backend: draft.backend,
            precisions,
          }),
        ];
  return hints.filter((hint) => hint !== null);
}

/** Warns of precisions that this machine's backend lacks; no error, as the design may be for another machine. */
export function missingHint(precisions: readonly string[], backend: Backend | undefined): string | null {
  if (backend === undefined) return null;
  const missing = precisions.filter((one) => !backend.precisions.some((has) => has === one));
  if (missing.length === 0) return null;
  return sentence(
    FACTOR_TEXTS.levels.missing(
      missing.map(levelLabel).join(', '),
      backend.name.toUpperCase(),
      backend.reason,
    ),
  );
}
