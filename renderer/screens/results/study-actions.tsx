// Chooses the study, from those recorded here or from any file. At the head of every screen about a study.
import { Button } from '@mantine/core';
import { useNotices } from '../../state/notices.tsx';
import { useStudy } from '../../state/study.tsx';
import { StudyFileMenu } from './integrity/study-file-menu.tsx';
import { StudyChooser } from './study-chooser.tsx';
import { CHOICE } from './texts/cards.ts';

/**
 * Asks for a file with the system's dialog; a failure becomes a notice.
 * @param onOpened called once a file was chosen
 */
export function useChooseStudy(onOpened?: () => void): () => void {
  const { choose } = useStudy();
  const notices = useNotices();
  return () => {
    choose()
      .then((is_chosen) => is_chosen && onOpened?.())
      .catch((error: unknown) => notices.error(CHOICE.failed, error));
  };
}

export function StudyActions() {
  const choose = useChooseStudy();
  return (
    <>
      <StudyChooser />
      <Button variant="default" size="xs" onClick={choose}>
        {CHOICE.open}
      </Button>
      <StudyFileMenu />
    </>
  );
}
