// Tells of the interruptions of a sweep: how long nobody measured, what changed meanwhile, which trials were run again.
import { machineChanges } from '../../core/machine/changes.ts';
import { factsOfMachine, type MachineFacts } from '../../core/machine/facts.ts';
import type { TrialRow } from '../../core/study/trial-row.ts';
import type { TryRow, Unfinished } from '../../core/study/try-row.ts';
import { formatDuration, formatQuantity } from '../../core/words/format.ts';
import { readMachine } from '../../db/machines.ts';
import { lastSign, readSessions, type StoredSession } from '../../db/sessions.ts';
import { readTrials, readTries } from '../../db/trials.ts';
import { isAlive } from './is-alive.ts';
import type { StudyContents } from './study-contents.ts';
import { phaseTotal } from './trial-energy.ts';

export const tryRows = ({ file, sources, energies }: StudyContents): TryRow[] =>
  readTries(file).map(({ id, retry }) => {
    const { energy_j, ci } = phaseTotal(energies.get(id) ?? [], sources);
    return { trial: id, retry, energy_total_j: energy_j, ci };
  });

/** What is left of a sweep; null for one that is done or still being made, and for a recording. */
export function unfinishedOf({ head }: StudyContents, rows: readonly TrialRow[]): Unfinished | null {
  if (head.kind !== 'sweep' || head.state === 'done' || head.design_json === null || isAlive(head))
    return null;
  const begun = rows.find(({ state }) => state === 'interrupted' || state === 'aborted');
  const planned = rows.filter(({ state }) => state === 'planned').length;
  const left = planned + (begun === undefined ? 0 : 1);
  // Killed after its last trial, a sweep only has to be ended; one that failed in its last trial has ended.
  return left === 0 && head.state !== 'running' ? null : { left, interrupted: begun?.trial ?? null };
}

/** One remark for each time that the sweep was taken up again; every analysis begins with them. */
export function interruptionsInWords({ file }: StudyContents, tries: readonly TryRow[]): string[] {
  const sessions = readSessions(file);
  const machine = readMachine(file);
  const trials = readTrials(file);
  let before: MachineFacts | null = machine && factsOfMachine(machine);
  const remarks: string[] = [];
  for (const session of sessions) {
    const { facts, id } = session;
    if (id > 1) {
      const first = trials.find((trial) => trial.session === id)?.id ?? null;
      const changes =
        before === null || facts === null
          ? []
          : machineChanges(before, facts).filter(({ weight }) => weight !== 'noted');
      remarks.push(
        [
          `The sweep was interrupted${first === null ? '' : first === 1 ? ' before trial 1' : ` after trial ${first - 1}`} and taken up again${gap(file, session)}${first === null ? '' : `, with trial ${first}`}.`,
          ...(changes.length === 0
            ? []
            : [`The machine changed meanwhile: ${changes.map(({ text }) => text).join('; ')}.`]),
          ...(first === null ? [] : tries.filter(({ retry }) => retry === first).map(tryInWords)),
        ].join(' '),
      );
    }
    before = facts ?? before;
  }
  return remarks;
}

function gap(file: StudyContents['file'], { began_unix_ms }: StoredSession): string {
  const last_unix_ms = lastSign(file, began_unix_ms);
  return last_unix_ms === null ? '' : ` ${formatDuration((began_unix_ms - last_unix_ms) / 1e3)} later`;
}

const tryInWords = ({ retry, energy_total_j }: TryRow): string =>
  `Trial ${retry} was begun and run again: ${
    energy_total_j === null
      ? 'its interrupted try is in no test.'
      : `its interrupted try used ${formatQuantity(energy_total_j, 'J')}, which are in the totals and in no test.`
  }`;
