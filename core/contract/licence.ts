// One entry of `licences.json`, which the bundler writes and the window shows.
export interface Licence {
  readonly name: string;
  /** Null for what is no package. */
  readonly version: string | null;
  /** Its SPDX identifier or a word for it. */
  readonly licence: string;
  readonly text: string;
}
