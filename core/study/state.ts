// States and endings of studies, trials and runs, in the words that the file, the documents and the screens share.

export const END_STATES = ['done', 'failed', 'aborted'] as const;
export type EndState = (typeof END_STATES)[number];

/** State of a trial in the study file. */
export type StoredTrialState = 'planned' | 'running' | EndState;
/** State as shown; `interrupted`: stored as running, but the process that ran it is gone. */
export type TrialState = StoredTrialState | 'interrupted';

export type StudyState = 'running' | EndState;
