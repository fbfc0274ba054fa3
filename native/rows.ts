// Rows that a meter returns, allocated once: at 1000 readings a second, new arrays each time would be mostly garbage.
import type { ReadFlag } from '../core/source.ts';

/** A Reading that its meter overwrites on every call. */
export interface Row {
  power_w: number | null;
  energy_j: number | null;
  flag: ReadFlag | null;
}

export const rowsFor = (sources: number): Row[] =>
  Array.from({ length: sources }, () => ({ power_w: null, energy_j: null, flag: null }));
