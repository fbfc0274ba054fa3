// The folder for new studies: reported, chosen, shown in the file manager.
import { dialog } from 'electron';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';
import { openStudiesFolder } from '../open-folder.ts';

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
    await openStudiesFolder(context.studiesDir());
    return null;
  });
}
