// The document of `run --json`.

import type { CarbonDocument } from '../carbon/carbon-document.ts';
import type { Design } from '../design/design.ts';
import type { Analysis } from '../statistics/analysis.ts';
import type { TrialRow } from './trial-row.ts';

export interface RunDocument {
  readonly study: string;
  readonly design: Design;
  readonly trials: readonly TrialRow[];
  readonly analysis: Analysis;
  readonly carbon: CarbonDocument;
  readonly report: string | null;
}
