// Starts and stops the live view: one sampler at a time, restarted only after the last one has stopped.
import type { Source } from '../../core/source.ts';
import { startLive } from '../../engine/sampling/live.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

interface Live {
  readonly sources: readonly Source[];
  stop(): Promise<void>;
}

/** Returns a function that stops the live view, for the end of the app. */
export function handleLive(context: AppContext): () => Promise<void> {
  let live: Promise<Live> | null = null;

  const stop = async (): Promise<void> => {
    const last = live;
    live = null;
    if (last === null) return;
    const room = await last.catch(() => null);
    await room?.stop();
  };

  handle('live:start', async () => {
    // A sweep has its own sampler and shows its readings; a second one would disturb it.
    if (context.sweep.isRunning()) return { sources: [] };
    live ??= startLive(context.parts(), (view) => context.emit('live:samples', view));
    try {
      const { sources } = await live;
      return { sources };
    } catch (error) {
      live = null;
      throw error;
    }
  });
  handle('live:stop', async () => {
    await stop();
    return null;
  });
  return stop;
}
