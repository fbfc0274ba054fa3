// Runs the live view while a screen shows it and updates the last minute twice a second.
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../core/errors.ts';
import { call, listen } from '../bridge/call.ts';
import { appendLive, EMPTY_LIVE, type LiveWindow } from './live-window.ts';

/** Redrawing more often would add to the power being measured. */
const REDRAW_MS = 500;

/** With `starts` false it only listens, as a sweep sends its own samples. */
export function useLive(starts: boolean): { live: LiveWindow; error: string | null } {
  const [live, setLive] = useState<LiveWindow>(EMPTY_LIVE);
  const [error, setError] = useState<string | null>(null);
  const newest = useRef<LiveWindow>(EMPTY_LIVE);

  useEffect(() => {
    const unlisten = listen('live:samples', (view) => {
      newest.current = appendLive(newest.current, view);
    });
    const timer = setInterval(() => setLive(newest.current), REDRAW_MS);
    return () => {
      unlisten();
      clearInterval(timer);
    };
  }, []);

  useEffect(() => {
    if (!starts) return;
    setError(null);
    call('live:start').catch((cause: unknown) => setError(messageOf(cause)));
    return () => {
      call('live:stop').catch((cause: unknown) => console.error('the live view was not stopped:', cause));
    };
  }, [starts]);

  return { live, error };
}
