// The document of `record --json`.

import type { CarbonDocument } from '../carbon/carbon-document.ts';
import type { SourceEnergy, TotalEnergy } from '../energy/source-energy.ts';

export interface RecordDocument {
  readonly command: readonly string[];
  readonly exit_code: number;
  readonly duration_s: number;
  readonly study: string;
  readonly energy: readonly SourceEnergy[];
  readonly total: TotalEnergy;
  readonly carbon: CarbonDocument;
}
