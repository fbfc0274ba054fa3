// Ctrl+Z (Cmd+Z) takes a step of the draft back, but for texts that take their own back.
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

/** A text that has something typed in it; the empty field of a list of levels has nothing to take back. */
const isText = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button'].includes(target.type) &&
    !target.readOnly &&
    target.value !== '') ||
  target instanceof HTMLTextAreaElement;
