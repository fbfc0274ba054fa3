// Lets the user choose a data set.
import { dialog } from 'electron';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

export function handleData(context: AppContext): void {
  handle('data:choose', async (kind) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(context.window(), {
      title: kind === 'folder' ? 'Choose a folder with IDX files' : 'Choose a CSV file',
      ...(kind === 'csv' ? { filters: [{ name: 'CSV', extensions: ['csv'] }] } : {}),
      properties: [kind === 'folder' ? 'openDirectory' : 'openFile'],
    });
    const [file] = filePaths;
    if (canceled || file === undefined) return null;
    context.data.allow(file);
    return file;
  });
}
