// Tracks the current screen; leaving a running sweep asks for confirmation, once per sweep.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScreenName } from '../../core/contract/screens.ts';
import { useSweep } from './sweep.tsx';

export function useScreen(first: ScreenName) {
  const { state, found } = useSweep();
  const [screen, setScreen] = useState<ScreenName>(first);
  /** Screen the user wants to go to, while the question is open. */
  const [asked, setAsked] = useState<ScreenName | null>(null);
  const now = useRef({ state, screen });
  now.current = { state, screen };
  /** Study of the sweep that the question was already asked about. */
  const asked_of = useRef('');

  // A page that was reloaded during a sweep shows it again.
  useEffect(() => {
    if (found > 0) setScreen('run');
  }, [found]);

  const show = useCallback((next: ScreenName) => {
    const { state: sweep, screen: from } = now.current;
    const study = sweep.kind === 'running' ? sweep.progress.study : '';
    if (from === 'run' && next !== 'run' && study !== '' && asked_of.current !== study) setAsked(next);
    else setScreen(next);
  }, []);
  const leave = useCallback(() => {
    if (asked === null) return;
    asked_of.current = now.current.state.kind === 'running' ? now.current.state.progress.study : '';
    setScreen(asked);
    setAsked(null);
  }, [asked]);
  const stay = useCallback(() => setAsked(null), []);
  return { screen, show, is_asking: asked !== null, leave, stay };
}
