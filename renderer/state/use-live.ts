// Keeps the live view running while a screen shows it, and hands out the last minute a few times a second.
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../core/errors.ts';
import { call, listen } from '../bridge/call.ts';
import { appendLive, EMPTY_LIVE, type LiveWindow } from './live-window.ts';

/** Redrawing more often than this costs power, which is what is being measured. */
const REDRAW_MS = 500;

/** `starts` false only listens: a sweep brings its own samples. */
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
