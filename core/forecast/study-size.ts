// Predicts the size of a study file. Bytes of a row are those of real studies, by SQLite's dbstat table.
import type { Levels } from '../statistics/analysis.ts';

/** Empty tables take a page each; machine, sources, design and settings lie in some of them. */
const HEAD_B = 85_000;
const PLANNED_B = 150;
/** A result, conditions, phases, chain and events of a finished trial. */
const DONE_B = 2_000;
/** Of one source in the six phases of a trial. */
const ENERGIES_B = 600;
const EPOCH_B = 54;
/** Rows that come with time. */
const ROW_B = { sample: 23, state: 70, process: 60, anchor: 37 } as const;

export interface SizeQuestion {
  readonly planned: number;
  readonly done: number;
  /** Over all finished trials. */
  readonly epochs: number;
  readonly sources: number;
  /** Of all finished trials, with their pauses. */
  readonly time_s: number;
  /** What is sampled in one second. */
  readonly sampled_b_per_s: number;
}

export const studySizeB = (question: SizeQuestion): number =>
  Math.round(unsampledB(question) + question.time_s * question.sampled_b_per_s);

const unsampledB = ({ planned, done, epochs, sources }: SizeQuestion): number =>
  HEAD_B + planned * PLANNED_B + done * (DONE_B + sources * ENERGIES_B) + epochs * EPOCH_B;

/** Bytes of rows that come with time. */
export const sampledB = (rows: Readonly<Record<keyof typeof ROW_B, number>>): number =>
  rows.sample * ROW_B.sample +
  rows.state * ROW_B.state +
  rows.process * ROW_B.process +
  rows.anchor * ROW_B.anchor;

/** Epochs of trials, by their levels. */
export const epochsOf = (trials: readonly { readonly levels: Levels | object }[]): number =>
  trials.reduce((sum, { levels }) => sum + Number('epochs' in levels ? levels.epochs : 1), 0);
