// The document of `salvage --json`: what was brought over from a damaged study, and what was not.

export interface SalvageDocument {
  /** The damaged file, which is left as it is. */
  readonly study: string;
  /** The new one. */
  readonly saved_to: string;
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    /** Rows that are known to be missing. */
    readonly lost: number;
  }[];
  /** Pages of the file whose contents are not known, of how many. */
  readonly lost_pages: number;
  readonly pages: number;
  /** What was put in the place of what was lost. */
  readonly replaced: readonly string[];
  /** All of it in a few sentences, as the new study says it too. */
  readonly message: string;
}
