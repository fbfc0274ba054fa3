// A study's results: the answer in words first, then the figures and tables behind it.

import { Stack } from '@mantine/core';
import type { ScreenName } from '../../../core/contract/screens.ts';
import { RequestView } from '../../components/request-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { formatDate } from '../../format/time.ts';
import { useStudy } from '../../state/study.tsx';
import { NoStudy } from './no-study.tsx';
import { StudyActions, useChooseStudy } from './study-actions.tsx';
import { StudyResults } from './study-results.tsx';
import { SCREEN } from './texts/cards.ts';
import { UnfinishedCard } from './unfinished-card.tsx';

export function ResultsScreen({ onShow }: { onShow: (screen: ScreenName) => void }) {
  const study = useStudy();
  const choose = useChooseStudy();
  const view = study.view.data;
  return (
    <Screen
      name="results"
      lead={view === null ? SCREEN.lead : `${view.name}, ${formatDate(view.created_unix_ms)}`}
      actions={<StudyActions />}
    >
      {study.handed === null ? (
        <NoStudy onOpen={choose} onRun={() => onShow('run')} />
      ) : (
        <RequestView request={study.view} failed={SCREEN.not_opened}>
          {(opened) =>
            opened === null ? null : (
              <Stack gap="md" aria-busy={study.view.is_loading}>
                <UnfinishedCard view={opened} onRun={() => onShow('run')} />
                <StudyResults view={opened} onReport={() => onShow('report')} />
              </Stack>
            )
          }
        </RequestView>
      )}
    </Screen>
  );
}
