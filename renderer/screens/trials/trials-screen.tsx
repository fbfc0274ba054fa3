// Every trial of the open study, and the page of the selected one.

import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { OpenedStudy } from '../../../core/contract/ipc.ts';
import type { ScreenName } from '../../../core/contract/screens.ts';
import { RequestView } from '../../components/request-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { useStudy } from '../../state/study.tsx';
import { NoStudy } from '../results/no-study.tsx';
import { StudyActions, useChooseStudy } from '../results/study-actions.tsx';
import { TrialsList } from './list/trials-list.tsx';
import { SCREEN } from './texts.ts';
import { TrialPage } from './trial-page.tsx';

export function TrialsScreen({ onShow }: { onShow: (screen: ScreenName) => void }) {
  const study = useStudy();
  const choose = useChooseStudy();
  return (
    <Screen name="trials" lead={study.view.data?.name ?? SCREEN.lead} actions={<StudyActions />}>
      {study.handed === null ? (
        <NoStudy onOpen={choose} onRun={() => onShow('run')} />
      ) : (
        <RequestView request={study.view} failed={SCREEN.not_opened}>
          {(view) => (view === null ? null : <Opened key={view.study} view={view} />)}
        </RequestView>
      )}
    </Screen>
  );
}

function Opened({ view }: { view: OpenedStudy }) {
  const [trial, setTrial] = useState<number | null>(null);
  const row = view.trials.find((one) => one.trial === trial);
  return (
    <Stack gap="md">
      <TrialsList view={view} opened={trial} onOpen={setTrial} />
      {row === undefined ? null : <TrialPage key={row.trial} view={view} row={row} />}
    </Stack>
  );
}
