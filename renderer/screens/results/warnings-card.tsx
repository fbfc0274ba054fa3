// Notes and warnings that a careful reader needs before believing the result.
import { List } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';
import { Section } from '../../components/section.tsx';
import { sentence } from '../../format/labels.ts';
import { WARNINGS } from './texts/cards.ts';

export function WarningsCard({ view }: { view: StudyView }) {
  const remarks = [
    ...new Set([...(view.analysis?.warnings ?? view.interruptions), ...(view.design?.notes ?? [])]),
  ];
  if (remarks.length === 0) return null;
  return (
    <Section title={WARNINGS.title}>
      <List size="sm" spacing={4}>
        {remarks.map((remark) => (
          <List.Item key={remark}>{sentence(remark)}</List.Item>
        ))}
      </List>
    </Section>
  );
}
