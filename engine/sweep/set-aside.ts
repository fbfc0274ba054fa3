// Keeps what was recorded of an interrupted trial as a try, before the trial is run again.
import type { Source } from '../../core/source.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { endTrial, readTrials } from '../../db/trials.ts';
import { setAside } from '../../db/tries.ts';
import { storeTrialEnergies } from '../study/trial-energy.ts';

export interface TriedTrial {
  readonly trial: number;
  /** Number of the try. */
  readonly as_try: number;
}

/** Sets aside every trial that was begun and not ended, or ended by the user; failed ones stay failed. */
export function setInterruptedAside(study: StudyFile, sources: readonly Source[]): TriedTrial[] {
  return readTrials(study)
    .filter(({ state }) => state === 'running' || state === 'aborted')
    .map(({ id: trial, message, flags, ended_unix_ms }) => {
      const as_try = setAside(study, trial);
      storeTrialEnergies(study, as_try, sources);
      endTrial(study, as_try, {
        state: 'aborted',
        ended_unix_ms,
        message: message ?? 'the program that ran it ended before it did',
        flags,
      });
      return { trial, as_try };
    });
}
