// The context menu, depending on the text under the mouse.
import { expect, test, vi } from 'vitest';
import type { Spelling, TextUnderMouse } from '../../electron/context-menu.ts';

vi.mock('electron', () => ({ Menu: {} }));
const { contextItems } = await import('../../electron/context-menu.ts');

const NOTHING = {
  isEditable: false,
  selectionText: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: { canCut: false, canCopy: false, canPaste: false, canSelectAll: false },
} as unknown as TextUnderMouse;
const FIELD: TextUnderMouse = {
  ...NOTHING,
  isEditable: true,
  editFlags: { ...NOTHING.editFlags, canPaste: true, canSelectAll: true },
};

const spelling = (over: Partial<Spelling> = {}) => ({
  is_on: false,
  fetches_dictionary: true,
  turn: vi.fn(),
  replaceWith: vi.fn(),
  learn: vi.fn(),
  ...over,
});
const words = (items: ReturnType<typeof contextItems>) =>
  items.flatMap(({ role, label, type }) => (type === 'separator' ? [] : [label ?? role]));

test('no menu on empty space, copy on selected text', () => {
  expect(contextItems(NOTHING, spelling())).toEqual([]);
  expect(contextItems({ ...NOTHING, selectionText: '  ' }, spelling())).toEqual([]);
  expect(words(contextItems({ ...NOTHING, selectionText: '12.5 J' }, spelling()))).toEqual(['copy']);
});

test('a field offers its edits, and says that checking spelling downloads a dictionary', () => {
  const items = contextItems(FIELD, spelling());
  expect(words(items)).toEqual([
    'cut',
    'copy',
    'paste',
    'selectAll',
    'Check spelling (downloads a dictionary)',
  ]);
  expect(items.filter(({ enabled }) => enabled).map(({ role }) => role)).toEqual(['paste', 'selectAll']);
});

test('a misspelled word can be replaced by a suggestion or learnt', () => {
  const on = spelling({ is_on: true, fetches_dictionary: false });
  const items = contextItems(
    { ...FIELD, misspelledWord: 'recieve', dictionarySuggestions: ['receive', 'relieve'] },
    on,
  );
  expect(words(items)).toEqual([
    'receive',
    'relieve',
    'Add to dictionary',
    'cut',
    'copy',
    'paste',
    'selectAll',
    'Check spelling',
  ]);
  const click = (label: string): unknown =>
    (items.find((item) => item.label === label)?.click as (() => void) | undefined)?.();
  click('relieve');
  expect(on.replaceWith).toHaveBeenCalledWith('relieve');
  click('Add to dictionary');
  expect(on.learn).toHaveBeenCalledWith('recieve');
  click('Check spelling');
  expect(on.turn).toHaveBeenCalledWith(false);
});
