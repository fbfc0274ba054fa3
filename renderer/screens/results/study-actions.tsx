// Which study is looked at: chosen among those made here, or opened from anywhere. At the head of every screen about a study.
import { Button } from '@mantine/core';
import { useNotices } from '../../state/notices.tsx';
import { useStudy } from '../../state/study.tsx';
import { StudyChooser } from './study-chooser.tsx';

/** Asks for a file with the system's dialog; what goes wrong is told. */
/** @param onOpened after a file was chosen */
export function useChooseStudy(onOpened?: () => void): () => void {
  const { choose } = useStudy();
  const notices = useNotices();
  return () => {
    choose()
      .then((is_chosen) => is_chosen && onOpened?.())
      .catch((error: unknown) => notices.error('No study could be chosen', error));
  };
}

export function StudyActions() {
  const choose = useChooseStudy();
  return (
    <>
      <StudyChooser />
      <Button variant="default" size="xs" onClick={choose}>
        Open…
      </Button>
    </>
  );
}
