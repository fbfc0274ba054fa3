// One entry of `licences.json`, which the bundler writes and the window shows.
export interface Licence {
  readonly name: string;
  /** Null when it is not a package. */
  readonly version: string | null;
  /** SPDX identifier, or a short name. */
  readonly licence: string;
  readonly text: string;
}
