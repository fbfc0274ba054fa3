// Undoes an edit of the draft on Ctrl+Z (Cmd+Z), except in text fields, which undo their own typing.
import { useEffect } from 'react';

export function useUndoKey(undo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      if (isText(event.target)) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo]);
}

/** True for a field with typed text; the empty field of a list of levels has nothing to undo. */
const isText = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button'].includes(target.type) &&
    !target.readOnly &&
    target.value !== '') ||
  target instanceof HTMLTextAreaElement;
