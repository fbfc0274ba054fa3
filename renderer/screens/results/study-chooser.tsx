// The studies recorded by this app, newest first.
import { Select } from '@mantine/core';
import { useStudy } from '../../state/study.tsx';
import { CHOICE } from './texts/cards.ts';

export function StudyChooser() {
  const { path, recent, open } = useStudy();
  const made_here = recent.data ?? [];
  const is_elsewhere = path !== null && !made_here.some((study) => study.path === path);
  const options = made_here.map((study) => ({
    value: study.path,
    label: study.name,
  }));
  return (
    <Select
      aria-label={CHOICE.label}
      size="xs"
      w={340}
      maw="100%"
      searchable
      allowDeselect={false}
      placeholder={recent.error ?? (options.length === 0 ? CHOICE.empty : CHOICE.placeholder)}
      value={path}
      data={is_elsewhere ? [{ value: path, label: fileName(path) }, ...options] : options}
      onChange={(chosen) => chosen !== null && open(chosen)}
    />
  );
}

const fileName = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
