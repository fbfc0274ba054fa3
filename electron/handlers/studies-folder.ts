// The folder for new studies: reported, chosen, shown in the file manager.
import { mkdir } from 'node:fs/promises';
import { dialog, shell } from 'electron';
import { AuditError } from '../../core/errors.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

export function handleStudiesFolder(context: AppContext): void {
  handle('studies:folder', () => context.usual_dir);
  handle('studies:choose-folder', async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(context.window(), {
      title: 'Folder for new studies',
      defaultPath: context.studiesDir(),
      properties: ['openDirectory', 'createDirectory'],
    });
    const [dir] = filePaths;
    if (canceled || dir === undefined) return null;
    context.folders.add(dir);
    return dir;
  });
  handle('studies:show-folder', async () => {
    const dir = context.studiesDir();
    await mkdir(dir, { recursive: true });
    const problem = await shell.openPath(dir);
    if (problem !== '')
      throw new AuditError('input', `${dir} cannot be shown (${problem}); open it in the file manager`);
    return null;
  });
}
