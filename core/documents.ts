// The JSON documents of the command line, shared by the terminal, the window and the report.

import type { Design } from './design/design.ts';
import type { Conditions } from './guards/conditions.ts';
import type { Domain, Kind, SourceProbe, SourceReport } from './source.ts';
import type { Analysis, Interval, Levels } from './statistics/analysis.ts';
import type { Backend } from './trainer-protocol.ts';

/** Static inventory of the machine: what it is, not what it is doing. Null where it does not tell. */
export interface MachineInventory {
  readonly hostname_hash: string;
  readonly os: string;
  readonly kernel: string;
  readonly arch: string;
  readonly cpu_model: string;
  readonly cpu_physical_cores: number | null;
  readonly cpu_threads: number;
  readonly cpu_governor: string | null;
  readonly memory_b: number;
  readonly gpus: readonly {
    readonly name: string;
    readonly uuid: string | null;
    readonly driver: string | null;
    readonly memory_b: number | null;
    readonly power_limit_w: number | null;
  }[];
  /** `kvm`, `wsl`, `docker`, ...; null on bare metal. */
  readonly virtualisation: string | null;
  readonly app_version: string;
  readonly node_version: string;
}

/** A source as `doctor` shows it; `probe` is null where nothing was probed. */
export interface ProbedSource extends SourceReport {
  readonly probe: SourceProbe | null;
}

export interface DoctorDocument {
  readonly machine: MachineInventory;
  readonly sources: readonly ProbedSource[];
  readonly trainer: { readonly backends: readonly Backend[] };
}

/** Energy of one source over one phase, with how it was obtained. */
export interface SourceEnergy {
  readonly id: string;
  readonly device: string;
  readonly domain: Domain;
  readonly kind: Kind;
  readonly method: string;
  /** Id of the source this one is a second witness of: shown, never in a total. */
  readonly check_of?: string | null;
  readonly energy_j: number | null;
  readonly ci: Interval | null;
  /** Without the idle power of the same trial; null where no idle baseline was taken. */
  readonly net_j: number | null;
  readonly net_ci: Interval | null;
  /** The same energy by every way there is, before the choice; null for a way this source has not. */
  readonly counter_j: number | null;
  readonly integral_j: number | null;
  /** By the source that is its second witness, integrated. */
  readonly average_j: number | null;
  /** Seconds of the phase without a usable reading. */
  readonly gap_s: number;
  /** `wrapped`, `reset`, `device_lost`, `read_failed`, `short_phase`, `counter_disagrees`, ... */
  readonly flags: readonly string[];
}

export interface TotalEnergy {
  readonly energy_j: number | null;
  readonly ci: Interval | null;
  /** `gpu (measured)`, `package (modelled)`, ... */
  readonly domains: readonly string[];
  readonly leaves_out: readonly string[];
}

export interface CarbonDocument {
  /** Null when there is no energy to count from. */
  readonly carbon_g: number | null;
  readonly ci: Interval | null;
  readonly intensity_g_per_kwh: number;
  readonly region: string;
  readonly year: number | string | null;
  readonly source: string;
  readonly licence: string;
  /** Power usage effectiveness the energy was multiplied by; 1 for a workstation. */
  readonly pue: number;
  /** What to know about the factor: world average because no country was chosen, mixed years, ... */
  readonly caveats: readonly string[];
}

export interface RecordDocument {
  readonly command: readonly string[];
  readonly exit_code: number;
  readonly duration_s: number;
  readonly study: string;
  readonly energy: readonly SourceEnergy[];
  readonly total: TotalEnergy;
  readonly carbon: CarbonDocument;
}

export type TrialState = 'planned' | 'running' | 'done' | 'failed' | 'aborted' | 'interrupted';

/** Whether the statistics see a trial: finished, and not left out by hand. */
export const isAnalysed = ({ state, excluded }: Pick<TrialRow, 'state' | 'excluded'>): boolean =>
  state === 'done' && excluded === null;

export interface TrialRow {
  readonly trial: number;
  readonly levels: Levels;
  readonly replicate: number;
  readonly block: number;
  readonly order: number;
  readonly state: TrialState;
  /** Of the training phase; 0 until it has run. */
  readonly duration_s: number;
  readonly energy_total_j: number | null;
  readonly ci: Interval | null;
  readonly power_w: number | null;
  /** Without the channels that are constant estimates: what is tested. */
  readonly energy_tested_j: number | null;
  /** Of energy_tested_j at the study's grid factor and PUE, g CO2e. */
  readonly carbon_g: number | null;
  /** Of the training up to the epoch in which the target was reached; null where it was not, or none was asked for. */
  readonly energy_to_target_j: number | null;
  readonly samples_per_s: number;
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly flags: readonly string[];
  /** Why a person left it out of the statistics; null: it is in. Its energy is in the totals either way. */
  readonly excluded: string | null;
  /** By name, see core/guards/conditions.ts; null where none were noted (a recording, an older study). */
  readonly conditions: Conditions | null;
}

export interface RunDocument {
  readonly study: string;
  readonly design: Design;
  readonly trials: readonly TrialRow[];
  readonly analysis: Analysis;
  readonly carbon: CarbonDocument;
  readonly report: string | null;
}

/** What monitoring cost the trainer: interleaved runs with and without it. Intervals at 95 %. */
export interface SelfAuditDocument {
  readonly sample_hz: number;
  readonly backend: string;
  /** Neighbouring runs, one monitored and one not, in random order. */
  readonly pairs: readonly {
    readonly first: 'monitored' | 'unmonitored';
    readonly monitored_s: number;
    readonly unmonitored_s: number;
    /** Of the meter's own process, per second of the run, in per cent of one core; the trainer is another process. */
    readonly monitored_cpu_pct: number;
    readonly unmonitored_cpu_pct: number;
    /** By the counters, read at the edges of the run alone. */
    readonly monitored_j: number | null;
    readonly unmonitored_j: number | null;
  }[];
  /** Ratio of the durations less 1; null when it cannot be tested. */
  readonly slowdown_pct: number | null;
  readonly slowdown_ci_pct: Interval | null;
  readonly p: number | null;
  readonly cpu_pct: number | null;
  readonly cpu_ci_pct: Interval | null;
  /** Energy of a monitored run less that of an unmonitored one. */
  readonly energy_diff_j: number | null;
  readonly energy_diff_ci_j: Interval | null;
  readonly why_no_energy: string | null;
  readonly verdict: string;
}
