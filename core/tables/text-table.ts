// A table as words and digits, before it becomes text of some format. Shape only.

/** As shown: numbers with the digits of their column. Every row has as many cells as there are heads. */
export interface TextTable {
  readonly caption: string;
  readonly heads: readonly { readonly text: string; readonly is_number: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** What the letters mean; empty for none. CSV leaves it out. */
  readonly note: string;
}
