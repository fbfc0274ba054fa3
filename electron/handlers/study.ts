// Finds and opens studies.
import { dialog } from 'electron';
import { viewStudy } from '../../engine/study-view.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';
import { recentStudies } from '../recent-studies.ts';

export function handleStudy(context: AppContext): void {
  handle('study:recent', () => recentStudies(context.studies_dir));
  handle('study:choose', async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(context.window(), {
      title: 'Open a study',
      defaultPath: context.studies_dir,
      filters: [
        { name: 'Wattproof study', extensions: ['wattproof'] },
        { name: 'All files', extensions: ['*'] },
      ],
      properties: ['openFile'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  });
  handle('study:open', ({ path, response }) =>
    viewStudy(path, { ...(response === undefined ? {} : { response }), settings: context.settings() }),
  );
}
