// Plans the quick benchmark for this machine and starts it.
import { useCallback, useState } from 'react';
import { call } from '../bridge/call.ts';
import { useNotices } from './notices.tsx';
import { useSweep } from './sweep.tsx';

/** `run` resolves to whether it has started; if not, a notice has said why. */
export function useQuick(): { run(): Promise<boolean>; is_busy: boolean; is_running: boolean } {
  const notices = useNotices();
  const { state, start } = useSweep();
  const [is_planning, setPlanning] = useState(false);
  const run = useCallback(async () => {
    setPlanning(true);
    try {
      return await start(await call('design:quick'));
    } catch (error) {
      notices.error('The quick benchmark did not start', error);
      return false;
    } finally {
      setPlanning(false);
    }
  }, [notices, start]);
  return { run, is_busy: is_planning || state.kind === 'starting', is_running: state.kind === 'running' };
}
