// Everything a report needs, as plain data: read once from a study file and rendered as HTML, PDF or anything else.
import type { CarbonFactor } from '../carbon/factor.ts';
import type { StudyView } from '../contract/ipc.ts';
import type { SourceEnergy } from '../energy/source-energy.ts';
import type { MachineInventory } from '../machine/inventory.ts';
import type { Settings } from '../settings.ts';
import type { Source } from '../source.ts';
import type { ReportTrace } from '../study/trace.ts';

/** Something that happened while measuring; `trial` is null for an event outside all trials. */
export interface ReportEvent {
  readonly trial: number | null;
  readonly kind: string;
  readonly message: string;
}

export interface ReportModel {
  readonly study: StudyView;
  /** The study file as it was when the report was made; the hash is null for a file still being written. */
  readonly file: { readonly name: string; readonly sha256: string | null };
  /** Null when the study holds no inventory. */
  readonly machine: MachineInventory | null;
  /** All sources of the study, including those without readings. */
  readonly sources: readonly Source[];
  /** Energy by source of the analysed phase (training, or the recorded command), for every trial that has one. */
  readonly trial_energies: readonly { readonly trial: number; readonly energies: readonly SourceEnergy[] }[];
  /** Domains that the totals include, such as `gpu (measured)`, and those they leave out. */
  readonly total: { readonly domains: readonly string[]; readonly leaves_out: readonly string[] };
  /** Mean power of the machine's counted parts in the idle phases, W; null where it was not measured. */
  readonly idle_power_w: number | null;
  /** Examples, usually of one trial; empty where no power was sampled. */
  readonly traces: readonly ReportTrace[];
  readonly events: readonly ReportEvent[];
  readonly factor: CarbonFactor;
  readonly settings: Settings;
  /** Name and version of every program involved, in display order. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** The recorded command; null for a sweep. */
  readonly command: readonly string[] | null;
  readonly generated_unix_ms: number;
}
