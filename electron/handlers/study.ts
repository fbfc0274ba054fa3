// Finds and opens studies.
import path from 'node:path';
import { dialog } from 'electron';
import { AuditError } from '../../core/errors.ts';
import type { AppContext } from '../context.ts';
import { handle, handleDrop } from '../ipc.ts';
import { recentStudies, STUDY_EXTENSION } from '../recent-studies.ts';

export function handleStudy(context: AppContext): void {
  handle('study:recent', async () => {
    const listed = [context.studiesDir(), context.usual_dir];
    const found = await recentStudies(listed, await context.opened.list());
    return found.map((one) => ({ ...one, ...context.studies.hand(one.path) }));
  });
  handle('study:line', ({ study }) =>
    context.reader.ask({ kind: 'line', path: context.studies.pathOf(study), settings: context.settings() }),
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
    const [file] = filePaths;
    return canceled || file === undefined ? null : context.studies.handPicked(file);
  });
  handleDrop((file) => {
    if (!file.endsWith(STUDY_EXTENSION))
      throw new AuditError('usage', `expected a ${STUDY_EXTENSION} study, got ${file}`);
    return context.studies.handPicked(file);
  });
  handle('study:open', async ({ study, ...request }) => {
    const file = context.studies.pathOf(study);
    const settings = context.settings();
    const uuid = context.studies.uuidOf(study);
    const options = { ...request, settings, energy_unit: settings.energy_unit, uuid };
    const view = await context.reader.ask({ kind: 'view', path: file, options });
    await context.opened.remember(file);
    return { ...view, study };
  });
  handle('study:verify', ({ study }) =>
    context.reader.ask({ kind: 'verify', path: context.studies.pathOf(study) }),
  );
  handle('study:salvage', async ({ study }) => {
    const damaged = context.studies.pathOf(study);
    const { canceled, filePath } = await dialog.showSaveDialog(context.window(), {
      title: 'Save what is readable as a new study',
      defaultPath: `${damaged.slice(0, -path.extname(damaged).length || undefined)} saved${STUDY_EXTENSION}`,
      filters: [{ name: 'Wattproof study', extensions: ['wattproof'] }],
    });
    if (canceled || filePath === '') return null;
    const new_path = filePath.endsWith(STUDY_EXTENSION) ? filePath : `${filePath}${STUDY_EXTENSION}`;
    const document = await context.reader.ask({ kind: 'salvage', path: damaged, new_path });
    return { saved: context.studies.handPicked(new_path), document };
  });
  handle('trial:exclude', ({ study, trial, reason }) =>
    context.reader.ask({ kind: 'exclude', path: context.studies.pathOf(study), trial, reason }),
  );
  handle('trial:include', ({ study, trial }) =>
    context.reader.ask({ kind: 'include', path: context.studies.pathOf(study), trial }),
  );
  handle('trial:open', ({ study, trial, window }) =>
    context.reader.ask({
      kind: 'trial',
      path: context.studies.pathOf(study),
      trial,
      window: window ?? null,
    }),
  );
}
