// Designs: presets, opening and saving files, and the forecast.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dialog } from 'electron';
import { checkDesign } from '../../core/design/check.ts';
import { AuditError } from '../../core/errors.ts';
import { textLevels } from '../../core/forecast/planned-cells.ts';
import { designText } from '../../engine/design/design-text.ts';
import { presetNamed } from '../../engine/design/presets.ts';
import { quickDesign } from '../../engine/design/quick.ts';
import { forecastSweep } from '../../engine/forecast/forecast-sweep.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

/** Seconds of training timed per cell; short, since the user is waiting. */
const WATCH_S = 1.5;
const FILES = [{ name: 'Design', extensions: ['yaml', 'yml', 'json'] }];

export function handleDesign(context: AppContext): void {
  let timing: AbortController | null = null;
  handle('design:quick', async () => {
    const design = await quickDesign(context.parts());
    context.data.allowDesign(design);
    return design;
  });
  handle('design:preset', async (name) => {
    const preset = await presetNamed(context.parts(), name);
    context.data.allowDesign(preset.design);
    return preset;
  });
  handle('design:open', async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(context.window(), {
      title: 'Open a design',
      filters: [...FILES, { name: 'All files', extensions: ['*'] }],
      properties: ['openFile'],
    });
    const [file] = filePaths;
    if (canceled || file === undefined) return null;
    const design = await context.reader.ask({ kind: 'design', path: file });
    context.data.allowDesign(design);
    return { path: file, design, provenance: [] };
  });
  handle('design:save', async (design) => {
    context.data.check(design);
    const { canceled, filePath } = await dialog.showSaveDialog(context.window(), {
      title: 'Save the design',
      defaultPath: `${design.name.replaceAll(/[^\w. -]/g, '_')}.yaml`,
      filters: FILES,
    });
    if (canceled || filePath === '') return null;
    const target = path.extname(filePath) === '' ? `${filePath}.yaml` : filePath;
    await writeFile(target, designText({ design, provenance: [] }));
    return target;
  });
  handle('design:forecast', async (design) => {
    context.data.check(design);
    // Two trainings at once would slow each other down and spoil both timings.
    if (context.sweep.isRunning() || timing !== null)
      throw new AuditError('usage', 'a training is running; request the forecast when it has ended');
    timing = new AbortController();
    let cell = 0;
    try {
      return await forecastSweep(context.parts(), checkDesign(design), {
        study_path: null,
        watch_s: WATCH_S,
        signal: timing.signal,
        onCell: ({ levels }, cells) =>
          context.emit('design:forecast-progress', { cell: ++cell, cells, levels: textLevels(levels) }),
      });
    } finally {
      timing = null;
    }
  });
  handle('design:forecast-cancel', () => {
    timing?.abort();
    return null;
  });
}
