// GPU states and GPU processes in one time window of a trial.
import type { PhaseWindow } from '../core/energy/phase-window.ts';
import type { GpuProcess, GpuState } from '../core/source.ts';
import type { StudyFile } from './study-file.ts';

/** GPU states, oldest first. */
export const readGpuStates = (study: StudyFile, trial: number, window: PhaseWindow): GpuState[] =>
  study.db
    .prepare(
      `select device, temp_c, clock_sm_mhz, clock_mem_mhz, util_pct, memory_used_b, throttle_reasons, power_limit_w,
         performance_state from gpu_state where trial = ? and t_ns between ? and ? order by t_ns`,
    )
    .all(trial, window.t_begin_ns, window.t_end_ns) as GpuState[];

/** GPU processes, oldest first, each with the time it was listed. */
export const readGpuProcesses = (
  study: StudyFile,
  trial: number,
  window: PhaseWindow,
): (GpuProcess & { readonly t_ns: number })[] =>
  study.db
    .prepare(
      `select device, t_ns, pid, name, memory_b, util_pct from gpu_process
       where trial = ? and t_ns between ? and ? order by t_ns`,
    )
    .all(trial, window.t_begin_ns, window.t_end_ns) as (GpuProcess & { t_ns: number })[];
