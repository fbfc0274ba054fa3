// The phases of a trial, by the names that the file, the samples' markers and the documents share.
import { TRAINER_PHASES } from '../trainer-protocol.ts';

/** Phases in which the machine only waits: for cooling, for the idle baseline, after the training. */
export const QUIET_PHASES = ['thermal', 'idle', 'cooldown'] as const;
/** The one phase of a recording. */
export const COMMAND_PHASE = 'command';

export type QuietPhase = (typeof QUIET_PHASES)[number];
export type PhaseName = QuietPhase | (typeof TRAINER_PHASES)[number] | typeof COMMAND_PHASE;

/** The phase whose mean power is the baseline of the others. */
export const IDLE_PHASE = 'idle' satisfies PhaseName;
/** The phase that a trial of a sweep is judged by. */
export const TRAIN_PHASE = 'train' satisfies PhaseName;

/**
 * The phase whose energy and duration a trial is judged by: the training of a sweep, without warm-up, evaluation and
 * pauses; the whole command of a recording.
 */
export const judgedPhase = (kind: 'sweep' | 'record'): PhaseName =>
  kind === 'record' ? COMMAND_PHASE : TRAIN_PHASE;
