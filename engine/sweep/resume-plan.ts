// Reads how far an unfinished sweep came, or says in one line why it cannot be taken up again.
import { Design, type PlannedLevels, type PlannedTrial } from '../../core/design/design.ts';
import { factorList } from '../../core/design/factor-list.ts';
import { AuditError } from '../../core/errors.ts';
import { factsOfMachine, type MachineFacts } from '../../core/machine/facts.ts';
import { Settings } from '../../core/settings.ts';
import type { Source } from '../../core/source.ts';
import { readMachine } from '../../db/machines.ts';
import { readSessions } from '../../db/sessions.ts';
import { readSources } from '../../db/sources.ts';
import { readStudy, type StudyRow } from '../../db/studies.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../db/study-file.ts';
import { readTrials, type StoredTrial } from '../../db/trials.ts';
import { isAlive } from '../study/is-alive.ts';

export interface ResumePlan {
  readonly design: Design;
  /** As the study planned them, those that have ended among them. */
  readonly trials: readonly PlannedTrial[];
  readonly sources: readonly Source[];
  /** Those that the study was begun with. */
  readonly settings: Partial<Settings>;
  /** Of its last session; null where the study holds none. */
  readonly facts: MachineFacts | null;
}

/** @throws AuditError `study`: it cannot be read, is done, is being written, is a recording, or has no design. */
export function planResume(path: string): ResumePlan {
  const study = openStudyFile(path, 'read');
  try {
    const head = unfinished(study);
    const design = designOf(path, head);
    const machine = readMachine(study);
    return {
      design,
      trials: readTrials(study).map((trial) => plannedOf(path, trial, design)),
      sources: readSources(study),
      settings: storedSettings(head),
      facts: readSessions(study).at(-1)?.facts ?? (machine && factsOfMachine(machine)),
    };
  } finally {
    closeStudyFile(study);
  }
}

/** The design of a study, to be run anew. @throws AuditError `study` when it has none */
export function designIn(path: string): Design {
  const study = openStudyFile(path, 'read');
  try {
    return designOf(path, readStudy(study));
  } finally {
    closeStudyFile(study);
  }
}

/** The study's own row. @throws AuditError `study` when it cannot be taken up again */
export function unfinished(study: StudyFile): StudyRow {
  const { path } = study;
  const head = readStudy(study);
  if (head === undefined)
    throw refuse(path, 'is empty: its program ended before its first entry; run the design anew');
  if (head.kind === 'record')
    throw refuse(path, 'is the recording of a command, which cannot be taken up; record it again');
  if (isAlive(head))
    throw refuse(path, `is being written by process ${head.owner_pid}; wait until it ends, or stop it`);
  if (head.state === 'done') throw refuse(path, 'is done; to run its design anew use run --again');
  return head;
}

function designOf(path: string, head: StudyRow | undefined): Design {
  if (head?.design_json == null) throw refuse(path, 'holds no design; give the study of a sweep');
  try {
    return Design.parse(JSON.parse(head.design_json));
  } catch (cause) {
    throw new AuditError('study', `${path} holds a design that this version cannot read`, { cause });
  }
}

function storedSettings({ settings_json }: StudyRow): Partial<Settings> {
  const { alpha, region, intensity_g_per_kwh, pue } = Settings.parse(JSON.parse(settings_json));
  return { alpha, region, intensity_g_per_kwh, pue };
}

/** The trial in the design's own levels: a study stores them as text. */
function plannedOf(
  path: string,
  { id, block, replicate, seed, levels }: StoredTrial,
  design: Design,
): PlannedTrial {
  const typed = factorList(design).map(({ name, levels: all }) => {
    const level = all.find((one) => String(one) === levels[name]);
    if (level === undefined)
      throw refuse(
        path,
        `planned trial ${id} with ${name} ${levels[name] ?? 'unknown'}, which its design does not have`,
      );
    return [name, level] as const;
  });
  return { order: id, block, replicate, seed, levels: Object.fromEntries(typed) as unknown as PlannedLevels };
}

const refuse = (path: string, why: string): AuditError => new AuditError('study', `${path} ${why}`);
