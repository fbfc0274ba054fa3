// Starts, aborts and tells of the sweep.
import { quickDesign } from '../../engine/quick.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';
import { newStudyPath } from '../study-paths.ts';

export function handleSweep(context: AppContext): void {
  handle('design:quick', () => quickDesign(context.parts()));
  handle('sweep:start', async (design) => {
    const study = await newStudyPath(context.studies_dir, design.name, new Date());
    context.sweep.start(context.parts(), design, study);
    return { study };
  });
  handle('sweep:abort', () => {
    context.sweep.abort();
    return null;
  });
  handle('sweep:current', () => context.sweep.progress());
}
