// The context menu for the text under the mouse. Spelling is off until the user turns it on, since on Linux and Windows
// Chromium downloads the dictionary.
import {
  type BrowserWindow,
  type ContextMenuParams,
  Menu,
  type MenuItemConstructorOptions,
  type Session,
} from 'electron';

export type TextUnderMouse = Pick<
  ContextMenuParams,
  'isEditable' | 'editFlags' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions'
>;

export interface Spelling {
  readonly is_on: boolean;
  readonly fetches_dictionary: boolean;
  turn(on: boolean): void;
  replaceWith(word: string): void;
  learn(word: string): void;
}

/** The items for the text under the mouse; none where nothing applies. */
export function contextItems(under: TextUnderMouse, spelling: Spelling): MenuItemConstructorOptions[] {
  const { isEditable, editFlags, selectionText, misspelledWord, dictionarySuggestions } = under;
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy' }];
  const corrections: MenuItemConstructorOptions[] =
    misspelledWord === ''
      ? []
      : [
          ...dictionarySuggestions.map((word) => ({ label: word, click: () => spelling.replaceWith(word) })),
          { label: 'Add to dictionary', click: () => spelling.learn(misspelledWord) },
          { type: 'separator' },
        ];
  return [
    ...corrections,
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
    { type: 'separator' },
    {
      label: spelling.fetches_dictionary ? 'Check spelling (downloads a dictionary)' : 'Check spelling',
      type: 'checkbox',
      checked: spelling.is_on,
      click: () => spelling.turn(!spelling.is_on),
    },
  ];
}

/** Turns spelling off at the start, so that nothing is downloaded unasked. */
export const spellingOff = (session: Session): void => session.setSpellCheckerEnabled(false);

export function offerContextMenu(window: BrowserWindow): void {
  const page = window.webContents;
  page.on('context-menu', (_event, under) => {
    const items = contextItems(under, {
      is_on: page.session.isSpellCheckerEnabled(),
      fetches_dictionary: process.platform !== 'darwin' && !page.session.isSpellCheckerEnabled(),
      turn: (on) => page.session.setSpellCheckerEnabled(on),
      replaceWith: (word) => page.replaceMisspelling(word),
      learn: (word) => void page.session.addWordToSpellCheckerDictionary(word),
    });
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}
