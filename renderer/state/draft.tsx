// The design being edited, kept while other screens are shown, with its undo history.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { Draft, Origin } from '../screens/design/draft/draft.ts';

interface Step {
  readonly draft: Draft;
  readonly origin: Origin;
}
interface Kept extends Step {
  readonly past: readonly Step[];
  /** Field edited last: more edits of it belong to the same undo step. */
  readonly field: string | null;
}

/** Length of the undo history. */
const MOST_STEPS = 100;

export interface DraftState {
  /** Null until {@link load} has been called. */
  readonly current: Step | null;
  readonly can_undo: boolean;
  /** Replaces the draft with another design; undo restores the draft. */
  load(origin: Origin): void;
  /** `field` names the edited field. */
  edit(field: string, part: Partial<Draft>): void;
  undo(): void;
}

const DraftContext = createContext<DraftState | null>(null);

export function DraftProvider({ children }: { children: ReactNode }) {
  const [kept, setKept] = useState<Kept | null>(null);
  const load = useCallback(
    (origin: Origin) =>
      setKept((last) => ({
        draft: origin.draft,
        origin,
        past: last === null ? [] : remembered(last),
        field: null,
      })),
    [],
  );
  const edit = useCallback(
    (field: string, part: Partial<Draft>) =>
      setKept((last) =>
        last === null
          ? null
          : {
              ...last,
              draft: { ...last.draft, ...part },
              past: last.field === field ? last.past : remembered(last),
              field,
            },
      ),
    [],
  );
  const undo = useCallback(
    () =>
      setKept((last) => {
        const step = last?.past.at(-1);
        return last === null || step === undefined
          ? last
          : { ...step, past: last.past.slice(0, -1), field: null };
      }),
    [],
  );
  const value = useMemo(
    () => ({ current: kept, can_undo: (kept?.past.length ?? 0) > 0, load, edit, undo }),
    [kept, load, edit, undo],
  );
  return <DraftContext value={value}>{children}</DraftContext>;
}

const remembered = ({ draft, origin, past }: Kept): readonly Step[] =>
  [...past, { draft, origin }].slice(-MOST_STEPS);

export function useDraft(): DraftState {
  const state = useContext(DraftContext);
  if (state === null) throw new TypeError('useDraft outside its provider');
  return state;
}
