// Pauses the sweep before its next trial, and lets it go on.
import { Button } from '@mantine/core';
import type { SweepProgress } from '../../../core/contract/ipc.ts';
import { useSweep } from '../../state/sweep.tsx';

export function PauseButton({ pause }: { pause: SweepProgress['pause'] }) {
  const sweep = useSweep();
  return pause === 'none' ? (
    <Button size="xs" variant="default" onClick={() => void sweep.pause()}>
      Pause
    </Button>
  ) : (
    <Button size="xs" variant={pause === 'paused' ? 'filled' : 'default'} onClick={() => void sweep.resume()}>
      {pause === 'paused' ? 'Resume' : 'Do not pause'}
    </Button>
  );
}
