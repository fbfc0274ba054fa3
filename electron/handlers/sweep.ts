// Starts, controls and reports the sweep; the live view stops for it.
import { newStudyPath } from '../../engine/setup/study-paths.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

export function handleSweep(context: AppContext, stopLive: () => Promise<void>): void {
  handle('sweep:start', async (design) => {
    context.data.check(design);
    await stopLive();
    const study = await newStudyPath(context.studiesDir(), design.name, Date.now());
    context.sweep.start(context.parts(), design, study);
    return context.studies.hand(study);
  });
  handle('sweep:resume-study', async ({ study }) => {
    const path = context.studies.pathOf(study);
    await stopLive();
    context.sweep.resume(context.parts(), path);
    return null;
  });
  handle('sweep:abort', () => {
    context.sweep.abort();
    return null;
  });
  handle('sweep:pause', () => {
    context.sweep.control().askPause();
    return null;
  });
  handle('sweep:resume', () => {
    context.sweep.control().resume();
    return null;
  });
  handle('sweep:wall', (entry) => context.sweep.control().enterWall(entry));
  handle('sweep:wall-readings', () =>
    context.sweep.isRunning() ? context.sweep.control().wall_readings : [],
  );
  handle('sweep:current', () => {
    const progress = context.sweep.progress();
    return progress && context.studies.handed(progress);
  });
}
