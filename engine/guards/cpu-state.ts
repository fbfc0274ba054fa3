// Temperature and load of the processors for a live view.
import type { CpuState } from '../../core/contract/ipc.ts';
import type { MachineWatch } from './machine-watch.ts';

/** Shortest time between updates, ms; the busy share would flicker otherwise. */
const EVERY_MS = 900;

/** Returns the current state, or the last one if it is younger than a second. */
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
