// What a trainer was ordered to do, and the words for an answer that differs.
import type { TrainerConfig } from '../trainer-protocol.ts';

export interface TrainerOrder {
  readonly config: TrainerConfig;
  /** Start of the trainer's process; nothing that it says happened earlier. */
  readonly begin_ns: number;
}

/** When a message arrived, and how long our own event loop may have kept it waiting. */
export interface Arrival {
  readonly arrived_ns: number;
  readonly own_delay_ns: number;
}

/** Why a message cannot be true: what was expected, what came. Null: it may be. */
export type Refusal = string | null;

/** A doubt that flags a trial without failing it. */
export interface Doubt {
  readonly flag: TrainerFlag;
  readonly why: string;
}

const FLAGS = [
  'stamps_late',
  'trainer_disagrees',
  'network_differs',
  'data_differs',
  'same_weights',
] as const;
export type TrainerFlag = (typeof FLAGS)[number];
export const TRAINER_FLAGS: readonly string[] = FLAGS;

/** Null when the answer is the one that was ordered, or was not given. */
export const answered = (
  what: string,
  ordered: string | number,
  got: string | number | null | undefined,
): Refusal =>
  got === null || got === undefined || got === ordered
    ? null
    : `expected ${what} ${ordered} as ordered, the trainer used ${got}`;

/** The first reason there is. */
export const firstOf = (...reasons: readonly Refusal[]): Refusal =>
  reasons.find((reason) => reason !== null) ?? null;

/** A whole number of things that can be stored exactly. */
export const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
