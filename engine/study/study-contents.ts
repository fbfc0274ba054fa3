// The basis of every view of a study, read from the file once: its head, its sources, and the energies of the judged phase.
import { AuditError } from '../../core/errors.ts';
import type { Source } from '../../core/source.ts';
import { judgedPhase, type PhaseName } from '../../core/study/phase.ts';
import { readEnergies, type StoredEnergy } from '../../db/energies.ts';
import { readSources } from '../../db/sources.ts';
import { readStudy, type StudyRow } from '../../db/studies.ts';
import type { StudyFile } from '../../db/study-file.ts';

export interface StudyContents {
  readonly file: StudyFile;
  readonly head: StudyRow;
  readonly sources: readonly Source[];
  /** The phase that the trials are judged by. */
  readonly phase: PhaseName;
  /** Energies of that phase, by trial. */
  readonly energies: ReadonlyMap<number, readonly StoredEnergy[]>;
}

/**
 * @param uuid of the study that is expected at this path; null or absent: any
 * @throws AuditError `study` for a file whose writer ended before its first entry, or another study than expected.
 */
export function readContents(file: StudyFile, uuid: string | null = null): StudyContents {
  const head = readStudy(file);
  if (uuid !== null && head?.uuid !== uuid)
    throw new AuditError(
      'study',
      `${file.path} is another study than the one just recorded: something replaced it; look for its own file before using either`,
    );
  if (!head)
    throw new AuditError(
      'study',
      `${file.path} is empty: its program ended before writing anything; run the sweep again`,
    );
  const phase = judgedPhase(head.kind);
  return { file, head, sources: readSources(file), phase, energies: readEnergies(file, phase) };
}
