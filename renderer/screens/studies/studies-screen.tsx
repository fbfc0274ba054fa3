// First screen: the recent studies with their verdicts, or the first steps when there is no study yet.

import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { HandedStudy } from '../../../core/contract/handles.ts';
import type { AppInfo } from '../../../core/contract/ipc.ts';
import type { ScreenName } from '../../../core/contract/screens.ts';
import { RequestView } from '../../components/request-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { useStudy } from '../../state/study.tsx';
import { useChooseStudy } from '../results/study-actions.tsx';
import { StudiesTable } from './studies-table.tsx';
import { TEXTS } from './texts.ts';
import { Welcome } from './welcome.tsx';

export function StudiesScreen(props: { info: AppInfo | null; onShow: (screen: ScreenName) => void }) {
  const { info, onShow } = props;
  const { recent, open } = useStudy();
  // A sweep may have ended since the list was last read.
  useEffect(recent.reload, [recent.reload]);
  const choose = useChooseStudy(() => onShow('results'));
  const show = (study: HandedStudy): void => {
    open(study);
    onShow('results');
  };
  return (
    <Screen
      name="studies"
      lead={TEXTS.screen.lead}
      actions={
        <>
          <Button size="xs" onClick={() => onShow('design')}>
            {TEXTS.screen.new_study}
          </Button>
          <Button size="xs" variant="default" onClick={choose}>
            {TEXTS.screen.open}
          </Button>
        </>
      }
    >
      <RequestView request={recent} failed={TEXTS.screen.list_failed}>
        {(studies) =>
          studies.length === 0 ? (
            info === null ? null : (
              <Welcome info={info} onShow={onShow} />
            )
          ) : (
            <StudiesTable studies={studies} onOpen={show} />
          )
        }
      </RequestView>
    </Screen>
  );
}
