// Energy per trial, phase and source, derived from the samples and stored for fast views.
import type { NetEnergy } from '../core/energy/net-energy.ts';
import type { PhaseEnergy } from '../core/energy/phase-energy.ts';
import type { EnergyFigures } from '../core/energy/source-energy.ts';
import { AuditError } from '../core/errors.ts';
import type { Interval } from '../core/statistics/analysis.ts';
import { insertSql } from './insert.ts';
import { prepared } from './prepared.ts';
import type { StudyFile } from './study-file.ts';

export interface StoredEnergy extends EnergyFigures, NetEnergy, Pick<PhaseEnergy, 'method' | 'unseen_s'> {
  readonly phase: string;
  /** Number of the source, from 1. */
  readonly source: number;
}

const COLUMNS = [
  'trial',
  'phase',
  'source',
  'method',
  'energy_j',
  'lo_j',
  'hi_j',
  'gap_s',
  'unseen_s',
  'counter_j',
  'integral_j',
  'average_j',
  'idle_power_w',
  'net_j',
  'net_lo_j',
  'net_hi_j',
  'flags_json',
] as const;

export function insertEnergies(study: StudyFile, trial: number, energies: readonly StoredEnergy[]): void {
  const insert = prepared(study, insertSql('energy', COLUMNS, 'replace'));
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
    .all(trial === null ? { phase } : { phase, trial }) as Row[];
  const by_trial = new Map<number, StoredEnergy[]>();
  for (const row of rows) {
    const energy = energyOf(row);
    checkEnergy(study, row.trial, energy);
    const list = by_trial.get(row.trial);
    if (list) list.push(energy);
    else by_trial.set(row.trial, [energy]);
  }
  return by_trial;
}

/** Every energy of one trial, whatever its phase is called. */
export const readTrialEnergies = (study: StudyFile, trial: number): StoredEnergy[] =>
  (study.db.prepare('select * from energy where trial = ? order by phase, source').all(trial) as Row[]).map(
    energyOf,
  );

type Row = Omit<StoredEnergy, 'ci' | 'net_ci' | 'flags'> & {
  trial: number;
  lo_j: number | null;
  hi_j: number | null;
  net_lo_j: number | null;
  net_hi_j: number | null;
  flags_json: string;
};

const energyOf = ({ trial: _, lo_j, hi_j, net_lo_j, net_hi_j, flags_json, ...row }: Row): StoredEnergy => ({
  ...row,
  ci: interval(lo_j, hi_j),
  net_ci: interval(net_lo_j, net_hi_j),
  flags: JSON.parse(flags_json) as string[],
});

/** Energies of a phase that no sample stands behind. */
export const energiesWithoutSamples = (
  study: StudyFile,
  phase: string,
): { trial: number; source: number }[] =>
  study.db
    .prepare(
      `select trial, source from energy where phase = ? and energy_j is not null and not exists
         (select 1 from sample where sample.trial = energy.trial and sample.source = energy.source)`,
    )
    .all(phase) as { trial: number; source: number }[];

const interval = (lo_j: number | null, hi_j: number | null): Interval | null =>
  lo_j === null || hi_j === null ? null : [lo_j, hi_j];

/** Energies that no meter gives: a counter only grows, and nothing here is without end. */
const NEVER_NEGATIVE = ['energy_j', 'counter_j', 'integral_j', 'average_j', 'gap_s', 'unseen_s'] as const;

/** @throws AuditError `study` naming the place */
function checkEnergy(study: StudyFile, trial: number, energy: StoredEnergy): void {
  const numbers = [...(energy.ci ?? []), ...(energy.net_ci ?? []), energy.net_j, energy.idle_power_w];
  const negative = NEVER_NEGATIVE.find((name) => (energy[name] ?? 0) < 0);
  const is_finite = [...NEVER_NEGATIVE.map((name) => energy[name]), ...numbers].every(
    (value) => value === null || Number.isFinite(value),
  );
  if (negative === undefined && is_finite) return;
  const what = negative === undefined ? 'a number without end' : `${negative} ${energy[negative]}`;
  throw new AuditError(
    'study',
    `${study.path} holds ${what} for trial ${trial}, phase ${energy.phase}, source ${energy.source}, which no meter gives; restore a copy of it`,
  );
}
