// The rows a meter answers with, made once: a thousand readings a second would otherwise be a thousand arrays of garbage.
import type { ReadFlag } from '../core/source.ts';

/** A Reading that its meter fills in anew at every call. */
export interface Row {
  power_w: number | null;
  energy_j: number | null;
  flag: ReadFlag | null;
}

export const rowsFor = (sources: number): Row[] =>
  Array.from({ length: sources }, () => ({ power_w: null, energy_j: null, flag: null }));
