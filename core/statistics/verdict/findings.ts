// What the verdict and the warnings are made from.
import type { Analysis } from '../analysis.ts';

/** The analysis before its verdict and warnings. */
export type Findings = Omit<Analysis, 'verdict' | 'warnings'>;
