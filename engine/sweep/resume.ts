// Takes an unfinished sweep up again: the same trials in the same order, the interrupted one once more.

import { AuditError } from '../../core/errors.ts';
import { type MachineChange, machineChanges } from '../../core/machine/changes.ts';
import type { MachineFacts } from '../../core/machine/facts.ts';
import { formatDuration } from '../../core/words/format.ts';
import { insertEvent } from '../../db/events.ts';
import { lastSign } from '../../db/sessions.ts';
import { claimStudy } from '../../db/studies.ts';
import { atOnce } from '../../db/study-file/patience.ts';
import { asWriteError, closeStudyFile, openStudyFile, type StudyFile } from '../../db/study-file.ts';
import { readTrials } from '../../db/trials.ts';
import { checkTrainer } from '../setup/check-trainer.ts';
import { monotonicNs, unixMs } from '../setup/clock.ts';
import { hasData } from '../setup/fingerprint.ts';
import type { EngineParts } from '../setup/parts.ts';
import { thisOwner } from '../study/is-alive.ts';
import { noteMigration } from '../study/note-migration.ts';
import { planResume, type ResumePlan, unfinished } from './resume-plan.ts';
import { beginSession, gatherFacts } from './session.ts';
import { setInterruptedAside } from './set-aside.ts';
import { conductSweep, type SweepOptions, type SweepOutcome } from './sweep.ts';

/** Whether a sweep may go on although its trials so far ran on another processor, other GPUs or with another trainer. */
export type OnChangedMachine = 'refuse' | 'accept';

export interface ResumeOptions extends Omit<SweepOptions, 'design'> {
  readonly on_changed_machine: OnChangedMachine;
}

/**
 * Goes on with an unfinished sweep. Warm-up trainings run again, as before the first trial.
 * @throws AuditError before anything is written: `study` (done, being written, a recording, without a design, another
 *   machine), `trainer`, `input` (the data set is missing), `meter`.
 */
export async function resumeSweep(parts: EngineParts, options: ResumeOptions): Promise<SweepOutcome> {
  const { study_path } = options;
  const plan = planResume(study_path);
  const as_begun = { ...parts, settings: { ...parts.settings, ...plan.settings } };
  const { design, trials, sources } = plan;
  await checkTrainer(as_begun, design);
  if (!(await hasData(design.data)))
    throw new AuditError(
      'input',
      `the data set of ${study_path} is no longer at ${'path' in design.data ? design.data.path : 'its place'}; put it back and resume then`,
    );
  return conductSweep(as_begun, options, {
    design,
    trials,
    sources,
    async open(sampler) {
      const facts = await gatherFacts(as_begun, sampler, design);
      return takeUp(options, plan, facts);
    },
  });
}

function takeUp(
  { study_path, on_changed_machine }: ResumeOptions,
  { facts: before, sources }: ResumePlan,
  facts: MachineFacts,
): StudyFile {
  const changes = before === null ? [] : machineChanges(before, facts);
  const others = changes.filter(({ weight }) => weight === 'refused');
  if (others.length > 0 && on_changed_machine === 'refuse')
    throw new AuditError(
      'study',
      `${study_path} was begun on another machine, so its trials would not compare: ${sentenceOf(others)}; to go on all the same use wattproof run --resume with --on-changed-machine accept`,
    );
  const study = openStudyFile(study_path, 'write');
  try {
    atOnce(study, () => {
      // Another program may have taken it up since it was looked at.
      unfinished(study);
      const gap = gapInWords(study);
      claimStudy(study, thisOwner());
      beginSession(study, facts, false);
      const tries = setInterruptedAside(study, sources);
      const failed = readTrials(study).filter(({ state }) => state === 'failed').length;
      const say = (kind: string, message: string): void =>
        insertEvent(study, { trial: null, t_ns: monotonicNs(), kind, message });
      say(
        'taken_up',
        [
          `the sweep goes on${gap}`,
          ...tries.map(
            ({ trial, as_try }) =>
              `trial ${trial} was interrupted and is run again, and what was recorded of it is kept as trial ${as_try}`,
          ),
          ...(failed === 0 ? [] : [`${failed} failed trial${failed === 1 ? ' stays' : 's stay'} failed`]),
        ].join('; '),
      );
      for (const { text } of changes) say('machine_changed', text);
      noteMigration(study);
    });
    return study;
  } catch (error) {
    closeStudyFile(study);
    throw asWriteError(study_path, error);
  }
}

const sentenceOf = (changes: readonly MachineChange[]): string => changes.map(({ text }) => text).join('; ');

function gapInWords(study: StudyFile): string {
  const last_unix_ms = lastSign(study, unixMs());
  return last_unix_ms === null
    ? ''
    : ` ${formatDuration((unixMs() - last_unix_ms) / 1e3)} after its last reading`;
}
