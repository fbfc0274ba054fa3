// How a study, a trial or a run can stand and end: the words that the file, the documents and the screens share.

export const END_STATES = ['done', 'failed', 'aborted'] as const;
export type EndState = (typeof END_STATES)[number];

/** As the study file stores a trial. */
export type StoredTrialState = 'planned' | 'running' | EndState;
/** As it is shown; `interrupted`: stored as running, and the process that ran it is gone. */
export type TrialState = StoredTrialState | 'interrupted';

export type StudyState = 'running' | EndState;
