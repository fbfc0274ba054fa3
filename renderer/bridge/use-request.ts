// The answer to one call as a screen needs it: data, the error in words, whether it is under way, and again.
import { useCallback, useEffect, useRef, useState } from 'react';
import { messageOf } from '../../core/errors.ts';

export interface Request<T> {
  /** The last good answer; kept while the next one is under way. */
  readonly data: T | null;
  readonly error: string | null;
  readonly is_loading: boolean;
  reload(): void;
}

/** Calls `ask` at once and whenever `key` changes; an answer that was overtaken is dropped. */
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
