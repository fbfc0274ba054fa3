// A table of formatted cells, before it becomes text in a format. Shape only.

/** Cells as shown, numbers with the digits of their column. Every row has as many cells as there are heads. */
export interface TextTable {
  readonly caption: string;
  readonly heads: readonly { readonly text: string; readonly is_number: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** Explanation of the symbols; empty for none. CSV omits it. */
  readonly note: string;
}
