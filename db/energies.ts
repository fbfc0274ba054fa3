// Energy per trial, phase and source: derived from the samples, kept for quick views.
import type { Interval } from '../core/statistics/analysis.ts';
import type { StudyFile } from './study-file.ts';

export interface StoredEnergy {
  readonly phase: string;
  /** Number of the source, from 1. */
  readonly source: number;
  readonly method: 'counter' | 'integral' | null;
  readonly energy_j: number | null;
  readonly ci: Interval | null;
  readonly gap_s: number;
  readonly unseen_s: number;
  readonly counter_j: number | null;
  readonly integral_j: number | null;
  /** By the source that is its second witness, integrated. */
  readonly average_j: number | null;
  /** Mean idle power of the same trial, W; null where no idle baseline was taken. */
  readonly idle_power_w: number | null;
  readonly net_j: number | null;
  readonly net_ci: Interval | null;
  readonly flags: readonly string[];
}

export function insertEnergies(study: StudyFile, trial: number, energies: readonly StoredEnergy[]): void {
  const insert = study.db.prepare(
    `insert or replace into energy (trial, phase, source, method, energy_j, lo_j, hi_j, gap_s, unseen_s, counter_j,
       integral_j, average_j, idle_power_w, net_j, net_lo_j, net_hi_j, flags_json)
     values (@trial, @phase, @source, @method, @energy_j, @lo_j, @hi_j, @gap_s, @unseen_s, @counter_j,
       @integral_j, @average_j, @idle_power_w, @net_j, @net_lo_j, @net_hi_j, @flags_json)`,
  );
  study.db.transaction(() => {
    for (const { ci, net_ci, flags, ...energy } of energies)
      insert.run({
        ...energy,
        trial,
        lo_j: ci?.[0] ?? null,
        hi_j: ci?.[1] ?? null,
        net_lo_j: net_ci?.[0] ?? null,
        net_hi_j: net_ci?.[1] ?? null,
        flags_json: JSON.stringify(flags),
      });
  })();
}

/** Energies of every trial in one phase, or of one trial alone, keyed by trial. */
export function readEnergies(
  study: StudyFile,
  phase: string,
  trial: number | null = null,
): Map<number, StoredEnergy[]> {
  const rows = study.db
    .prepare(
      `select * from energy where phase = @phase ${trial === null ? '' : 'and trial = @trial'} order by trial, source`,
    )
    .all(trial === null ? { phase } : { phase, trial }) as (Omit<StoredEnergy, 'ci' | 'net_ci' | 'flags'> & {
    trial: number;
    lo_j: number | null;
    hi_j: number | null;
    net_lo_j: number | null;
    net_hi_j: number | null;
    flags_json: string;
  })[];
  const by_trial = new Map<number, StoredEnergy[]>();
  for (const { trial: id, lo_j, hi_j, net_lo_j, net_hi_j, flags_json, ...row } of rows) {
    const ci = interval(lo_j, hi_j);
    const net_ci = interval(net_lo_j, net_hi_j);
    const energy = { ...row, ci, net_ci, flags: JSON.parse(flags_json) as string[] };
    const list = by_trial.get(id);
    if (list) list.push(energy);
    else by_trial.set(id, [energy]);
  }
  return by_trial;
}

const interval = (lo_j: number | null, hi_j: number | null): Interval | null =>
  lo_j === null || hi_j === null ? null : [lo_j, hi_j];
