// Saves a figure to a file of the user's choice.
import path from 'node:path';
import { app, dialog } from 'electron';
import type { FigureFile } from '../../core/figures/figure-file.ts';
import { writeWhole } from '../../engine/report/write-whole.ts';
import type { AppContext } from '../context.ts';
import { figureBytes } from '../figure-bytes.ts';
import { handle } from '../ipc.ts';

const FORMAT_NAMES: Readonly<Record<FigureFile['format'], string>> = {
  svg: 'Vector graphic',
  png: 'Picture',
};

export function handleFigure(context: AppContext): void {
  handle('figure:save', async (figure) => {
    const { name, format } = figure;
    const bytes = figureBytes(figure);
    const { canceled, filePath } = await dialog.showSaveDialog(context.window(), {
      title: `Save the figure as ${format.toUpperCase()}`,
      defaultPath: path.join(app.getPath('documents'), `${name}.${format}`),
      filters: [{ name: FORMAT_NAMES[format], extensions: [format] }],
    });
    if (canceled || filePath === '') return null;
    const target = path.extname(filePath) === '' ? `${filePath}.${format}` : filePath;
    await writeWhole(target, bytes, 'the figure');
    return target;
  });
}
