// The document of `doctor --json`: the machine, its power sources and the trainer.
import type { SourceProbe, SourceReport } from '../source.ts';
import type { Backend } from '../trainer-protocol.ts';
import type { MachineInventory } from './inventory.ts';

/** A source as `doctor` shows it; `probe` is null where nothing was probed. */
export interface ProbedSource extends SourceReport {
  readonly probe: SourceProbe | null;
}

export interface DoctorDocument {
  readonly machine: MachineInventory;
  readonly sources: readonly ProbedSource[];
  readonly trainer: { readonly backends: readonly Backend[] };
  /** Path of the log of unexpected errors. */
  readonly log_file: string;
  /** Folder of the window's crash reports, which are never sent anywhere. */
  readonly crash_folder: string;
}
