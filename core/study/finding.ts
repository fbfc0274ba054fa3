// What a check of a study found: the place, what was expected there, and what stands there.

export interface Finding {
  /** `trial 3: energies`, `the design: power sources`, ... */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}

/** The document of `verify --json`. */
export interface VerifyDocument {
  readonly study: string;
  readonly ok: boolean;
  /** How many of each were checked, by what they are. */
  readonly checked: Readonly<Record<string, number>>;
  /** The first is where the study stops being right; at most {@link MOST_FINDINGS}. */
  readonly findings: readonly Finding[];
}

/** Findings beyond this many are counted, not listed. */
export const MOST_FINDINGS = 100;

export const findingInWords = ({ where, expected, found }: Finding): string =>
  `${where}: expected ${expected}, found ${found}`;
