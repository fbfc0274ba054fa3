// Finds and opens studies.
import { dialog } from 'electron';
import { excludeTrial, includeTrial } from '../../engine/study/exclusion.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';
import { recentStudies } from '../recent-studies.ts';

export function handleStudy(context: AppContext): void {
  handle('study:recent', () =>
    recentStudies([context.studiesDir(), context.usual_dir], context.opened.list()),
  );
  handle('study:line', ({ path }) =>
    context.reader.ask({ kind: 'line', path, settings: context.settings() }),
  );
  handle('study:choose', async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(context.window(), {
      title: 'Open a study',
      defaultPath: context.studiesDir(),
      filters: [
        { name: 'Wattproof study', extensions: ['wattproof'] },
        { name: 'All files', extensions: ['*'] },
      ],
      properties: ['openFile'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  });
  handle('study:open', async ({ path, ...request }) => {
    const settings = context.settings();
    const options = { ...request, settings, energy_unit: settings.energy_unit };
    const view = await context.reader.ask({ kind: 'view', path, options });
    context.opened.remember(path);
    return view;
  });
  handle('trial:exclude', ({ path, trial, reason }) => {
    excludeTrial(path, trial, reason);
    return null;
  });
  handle('trial:include', ({ path, trial }) => {
    includeTrial(path, trial);
    return null;
  });
  handle('trial:open', ({ path, trial, window }) =>
    context.reader.ask({ kind: 'trial', path, trial, window: window ?? null }),
  );
}
