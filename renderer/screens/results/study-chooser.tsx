// The studies recorded by this app, newest first.
import { Select } from '@mantine/core';
import { useStudy } from '../../state/study.tsx';
import { CHOICE } from './texts/cards.ts';

export function StudyChooser() {
  const { handed, recent, open } = useStudy();
  const made_here = recent.data ?? [];
  const is_elsewhere = handed !== null && !made_here.some(({ study }) => study === handed.study);
  const options = made_here.map(({ study, name }) => ({ value: study, label: name }));
  return (
    <Select
      aria-label={CHOICE.label}
      size="xs"
      w={340}
      maw="100%"
      searchable
      allowDeselect={false}
      placeholder={recent.error ?? (options.length === 0 ? CHOICE.empty : CHOICE.placeholder)}
      value={handed?.study ?? null}
      data={is_elsewhere ? [{ value: handed.study, label: fileName(handed.path) }, ...options] : options}
      onChange={(chosen) => {
        const found = made_here.find(({ study }) => study === chosen);
        if (found !== undefined) open(found);
      }}
    />
  );
}

const fileName = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
