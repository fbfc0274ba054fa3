// Hook for one call to the main process: its data, error and loading state, and a way to repeat it.
import { useCallback, useEffect, useRef, useState } from 'react';
import { messageOf } from '../../core/errors.ts';

export interface Request<T> {
  /** Last good answer, kept while the next one is loading. */
  readonly data: T | null;
  readonly error: string | null;
  readonly is_loading: boolean;
  reload(): void;
}

/** Calls `ask` at once and whenever `key` changes; an outdated answer is dropped. */
export function useRequest<T>(ask: () => Promise<T>, key: string): Request<T> {
  const [state, setState] = useState<{ data: T | null; error: string | null; is_loading: boolean }>({
    data: null,
    error: null,
    is_loading: true,
  });
  const latest = useRef(0);
  const asked = useRef(ask);
  asked.current = ask;

  const reload = useCallback(() => {
    const turn = ++latest.current;
    setState((last) => ({ ...last, error: null, is_loading: true }));
    asked.current().then(
      (data) => {
        if (turn === latest.current) setState({ data, error: null, is_loading: false });
      },
      (error: unknown) => {
        if (turn === latest.current) setState({ data: null, error: messageOf(error), is_loading: false });
      },
    );
  }, []);

  // the key says when to ask again
  useEffect(reload, [reload, key]);
  return { ...state, reload };
}
