// Plans the quick benchmark for this machine and starts it.
import { useCallback, useState } from 'react';
import { call } from '../bridge/call.ts';
import { TEXTS } from '../texts.ts';
import { useNotices } from './notices.tsx';
import { useSweep } from './sweep.tsx';

/** `run` resolves to true when the sweep has started; otherwise a notice has given the reason. */
export function useQuick(): { run(): Promise<boolean>; is_busy: boolean; is_running: boolean } {
  const notices = useNotices();
  const { state, start } = useSweep();
  const [is_planning, setPlanning] = useState(false);
  const run = useCallback(async () => {
    setPlanning(true);
    try {
      return await start(await call('design:quick'));
    } catch (error) {
      notices.error(TEXTS.sweep.quick_not_started, error);
      return false;
    } finally {
      setPlanning(false);
    }
  }, [notices, start]);
  return { run, is_busy: is_planning || state.kind === 'starting', is_running: state.kind === 'running' };
}
