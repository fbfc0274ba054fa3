// The processors as a live view shows them: how warm, how busy.
import type { CpuState } from '../../core/contract/ipc.ts';
import type { MachineWatch } from './machine-watch.ts';

/** Asked more often, the busy share would only flicker, ms. */
const EVERY_MS = 900;

/** Answers the state now, or the last one when it is younger than a second. */
export function cpuStates(watch: MachineWatch, now_ms: () => number): () => CpuState {
  let busy = watch.countBusy();
  let told_ms = now_ms();
  let last: CpuState = { temp_c: watch.cpu_temperature_c, util_pct: null };
  return () => {
    if (now_ms() - told_ms < EVERY_MS) return last;
    const share = busy();
    last = { temp_c: watch.cpu_temperature_c, util_pct: share === null ? null : 100 * share };
    busy = watch.countBusy();
    told_ms = now_ms();
    return last;
  };
}
