// Everything a report needs as plain data: it is filled from a study file once and set as HTML, PDF or anything else.
import type { CarbonFactor } from '../carbon/factor.ts';
import type { StudyView } from '../contract/ipc.ts';
import type { SourceEnergy } from '../energy/source-energy.ts';
import type { MachineInventory } from '../machine/inventory.ts';
import type { Settings } from '../settings.ts';
import type { Source } from '../source.ts';
import type { ReportTrace } from '../study/trace.ts';

/** Something that happened while measuring; `trial` is null for what belongs to no trial. */
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
  /** All sources of the study, also those that gave nothing. */
  readonly sources: readonly Source[];
  /** Energy of the judged phase (training, or the recorded command) by source, of every trial that has one. */
  readonly trial_energies: readonly { readonly trial: number; readonly energies: readonly SourceEnergy[] }[];
  /** What the totals hold, as `gpu (measured)`, and what they do not. */
  readonly total: { readonly domains: readonly string[]; readonly leaves_out: readonly string[] };
  /** Mean power of the machine's counted parts in the idle phases, W; null where it was not measured. */
  readonly idle_power_w: number | null;
  /** Examples, usually of one trial; empty where no power was sampled. */
  readonly traces: readonly ReportTrace[];
  readonly events: readonly ReportEvent[];
  readonly factor: CarbonFactor;
  readonly settings: Settings;
  /** Name and version of every program that took part, in the order to be shown. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** The recorded command; null for a sweep. */
  readonly command: readonly string[] | null;
  readonly generated_unix_ms: number;
}
