// Help > Save a diagnosis: writes the file for a bug report where the user says, and shows it before anything is sent.
import { type BrowserWindow, dialog, shell } from 'electron';
import { messageOf } from '../core/errors.ts';
import { writeDiagnosis } from '../engine/machine/diagnosis.ts';
import type { EngineParts } from '../engine/setup/parts.ts';
import { log } from './log.ts';

const SHOW_FILE = 0;

export async function saveDiagnosis(window: BrowserWindow, parts: EngineParts): Promise<void> {
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    title: 'Save a diagnosis',
    defaultPath: 'wattproof-diagnosis.txt',
    filters: [{ name: 'Text', extensions: ['txt'] }],
  });
  if (canceled || filePath === '') return;
  try {
    await writeDiagnosis(parts, filePath, { replaces: true });
  } catch (error) {
    log.error('the diagnosis', error);
    await dialog.showMessageBox(window, {
      type: 'error',
      title: 'Wattproof',
      message: 'The diagnosis could not be saved.',
      detail: messageOf(error),
      noLink: true,
    });
    return;
  }
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    title: 'Wattproof',
    message: 'The diagnosis is saved. Read it before you send it.',
    detail:
      'It holds the log, what Wattproof found on this machine, and versions. It holds no study, no names and no paths. Nothing is sent for you.',
    buttons: ['Show the file', 'Close'],
    defaultId: SHOW_FILE,
    cancelId: 1,
    noLink: true,
  });
  if (response === SHOW_FILE) shell.showItemInFolder(filePath);
}
