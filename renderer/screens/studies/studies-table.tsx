// Table of the recent studies with their verdicts, newest first.
import { Anchor, Skeleton, Text } from '@mantine/core';
import type { HandedStudy } from '../../../core/contract/handles.ts';
import type { RecentStudy, StudyLine } from '../../../core/contract/ipc.ts';
import { DataTable } from '../../components/data-table.tsx';
import { KindBadge } from '../../components/kind-badge.tsx';
import { Section } from '../../components/section.tsx';
import { sentence } from '../../format/labels.ts';
import { formatDate } from '../../format/time.ts';
import { TEXTS } from './texts.ts';
import { type LineState, useStudyLines } from './use-study-lines.ts';

const TEXT = TEXTS.table;

export function StudiesTable(props: {
  studies: readonly RecentStudy[];
  onOpen: (study: HandedStudy) => void;
}) {
  const { studies, onOpen } = props;
  const lines = useStudyLines(studies);
  const lineOf = ({ study }: RecentStudy): LineState | undefined => lines.get(study);
  return (
    <Section title={TEXT.title} note={TEXT.note}>
      <DataTable
        label={TEXT.label}
        min_width={720}
        rows={studies}
        rowKey={({ study }) => study}
        columns={[
          {
            head: TEXT.study,
            cell: (study) => (
              <Anchor
                component="button"
                type="button"
                size="sm"
                fw={600}
                ta="left"
                title={study.path}
                style={{ whiteSpace: 'normal' }}
                onClick={() => onOpen(study)}
              >
                {lineOf(study)?.line?.name ?? study.name}
              </Anchor>
            ),
          },
          { head: TEXT.changed, is_word: true, cell: (study) => formatDate(study.modified_unix_ms) },
          {
            head: TEXT.trials,
            is_number: true,
            cell: (study) => {
              const line = lineOf(study)?.line;
              return line ? TEXT.trials_done(line.trials_done, line.trials) : '';
            },
          },
          {
            head: TEXT.energy,
            cell: (study) => {
              const kind = lineOf(study)?.line?.kind ?? 'none';
              return kind === 'none' ? null : <KindBadge kind={kind} />;
            },
          },
          { head: TEXT.verdict, cell: (study) => <Verdict state={lineOf(study)} /> },
        ]}
      />
    </Section>
  );
}

function Verdict({ state }: { state: LineState | undefined }) {
  if (state === undefined) return <Skeleton h={14} w={280} aria-label={TEXT.reading} />;
  if (state.line === null)
    return (
      <Text size="sm" c="red.8">
        {sentence(state.error)}
      </Text>
    );
  const { verdict, why_no_verdict } = state.line;
  return verdict === null ? (
    <Text size="sm" c="dimmed">
      {sentence(whyNot(state.line, why_no_verdict))}
    </Text>
  ) : (
    <Text size="sm">{verdict}</Text>
  );
}

const whyNot = ({ trials }: StudyLine, why: string | null): string =>
  why ?? (trials === 1 ? TEXT.one_run : TEXT.too_few);
