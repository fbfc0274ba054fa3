// The phases of a trial, with the names that the file, the samples' markers and the documents share.
import { TRAINER_PHASES } from '../trainer-protocol.ts';

/** Phases of waiting: for cooling, for the idle baseline, after the training. */
export const QUIET_PHASES = ['thermal', 'idle', 'cooldown'] as const;
/** The only phase of a recording. */
export const COMMAND_PHASE = 'command';

export type QuietPhase = (typeof QUIET_PHASES)[number];
export type PhaseName = QuietPhase | (typeof TRAINER_PHASES)[number] | typeof COMMAND_PHASE;

/** The phase whose mean power is the others' baseline. */
export const IDLE_PHASE = 'idle' satisfies PhaseName;
/** The phase of a sweep's trial that is analysed. */
export const TRAIN_PHASE = 'train' satisfies PhaseName;

/**
 * The phase whose energy and duration are analysed: the training in a sweep, without warm-up, evaluation and pauses; the
 * whole command in a recording.
 */
export const judgedPhase = (kind: 'sweep' | 'record'): PhaseName =>
  kind === 'record' ? COMMAND_PHASE : TRAIN_PHASE;
