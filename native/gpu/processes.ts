// Processes that compute on a GPU: the driver's list, with name, memory and utilisation since the last call.
import type { Nvml, NvmlDevice } from 'node-nvml';
import type { GpuProcess } from '../../core/source.ts';

/** Returns a function that lists the processes of one device. Slow: one driver call for the list, one for each name. */
export function gpuProcesses(
  nvml: Pick<Nvml, 'processName'>,
  device: NvmlDevice,
  name: string,
): () => GpuProcess[] {
  let seen_unix_us = 0;

  /** Mean utilisation by process; null where the driver has nothing new or keeps no account of it. */
  function shares(): Map<number, number> | null {
    const used = device.processUtilization(seen_unix_us).value;
    if (used === null) return null;
    const sums = new Map<number, { sum_pct: number; count: number }>();
    for (const { pid, t_unix_us, sm_pct } of used) {
      seen_unix_us = Math.max(seen_unix_us, t_unix_us);
      const so_far = sums.get(pid) ?? { sum_pct: 0, count: 0 };
      sums.set(pid, { sum_pct: so_far.sum_pct + sm_pct, count: so_far.count + 1 });
    }
    return new Map([...sums].map(([pid, { sum_pct, count }]) => [pid, sum_pct / count]));
  }

  return () => {
    const listed = device.computeRunningProcesses().value ?? [];
    if (listed.length === 0) return [];
    const used_pct = shares();
    const memory_b = new Map<number, number | null>();
    // A process in two instances of a partitioned (MIG) card is listed twice.
    for (const { pid, used_gpu_memory_b: more_b } of listed) {
      const so_far = memory_b.has(pid) ? (memory_b.get(pid) as number | null) : 0;
      memory_b.set(pid, so_far === null || more_b === null ? null : so_far + more_b);
    }
    return [...memory_b].map(([pid, held_b]) => ({
      device: name,
      pid,
      name: nvml.processName(pid),
      memory_b: held_b,
      // By NVML's reference, idle processes have no samples: missing while others are listed means 0 %.
      util_pct: used_pct === null ? null : (used_pct.get(pid) ?? 0),
    }));
  };
}
