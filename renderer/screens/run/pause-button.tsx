// Pauses the sweep before its next trial and resumes it.
import { Button } from '@mantine/core';
import type { SweepProgress } from '../../../core/contract/ipc.ts';
import { useSweep } from '../../state/sweep.tsx';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.pause;

export function PauseButton({ pause }: { pause: SweepProgress['pause'] }) {
  const sweep = useSweep();
  return pause === 'none' ? (
    <Button size="xs" variant="default" onClick={() => void sweep.pause()}>
      {TEXT.pause}
    </Button>
  ) : (
    <Button size="xs" variant={pause === 'paused' ? 'filled' : 'default'} onClick={() => void sweep.resume()}>
      {pause === 'paused' ? TEXT.resume : TEXT.cancel}
    </Button>
  );
}
