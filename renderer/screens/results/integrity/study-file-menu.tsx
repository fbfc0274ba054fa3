// Checks the open study, and saves what is readable of a damaged one. It works for a study that cannot be opened, too.
import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import type { SalvagedStudy } from '../../../../core/contract/ipc.ts';
import type { VerifyDocument } from '../../../../core/study/finding.ts';
import { call } from '../../../bridge/call.ts';
import { useNotices } from '../../../state/notices.tsx';
import { useStudy } from '../../../state/study.tsx';
import { STUDY_FILE } from '../texts/integrity.ts';
import { CheckDialog } from './check-dialog.tsx';
import { SavedDialog } from './saved-dialog.tsx';

export function StudyFileMenu() {
  const { handed, open } = useStudy();
  const notices = useNotices();
  const [busy, setBusy] = useState<'check' | 'salvage' | null>(null);
  const [checked, setChecked] = useState<VerifyDocument | null>(null);
  const [saved, setSaved] = useState<SalvagedStudy | null>(null);
  if (handed === null) return null;
  const { study } = handed;

  const act = async (what: 'check' | 'salvage'): Promise<void> => {
    setBusy(what);
    try {
      if (what === 'check') setChecked(await call('study:verify', { study }));
      else setSaved(await call('study:salvage', { study }));
    } catch (error) {
      notices.error(what === 'check' ? STUDY_FILE.check_failed : STUDY_FILE.salvage_failed, error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" size="xs" loading={busy !== null}>
            {STUDY_FILE.menu}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void act('check')}>{STUDY_FILE.check}</Menu.Item>
          <Menu.Item onClick={() => void act('salvage')}>{STUDY_FILE.salvage}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <CheckDialog document={checked} onClose={() => setChecked(null)} />
      <SavedDialog
        saved={saved}
        onClose={() => setSaved(null)}
        onOpen={(next) => {
          setSaved(null);
          open(next);
        }}
      />
    </>
  );
}
