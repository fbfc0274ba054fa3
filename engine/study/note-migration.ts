// Says in a study that it was brought to this version's schema, and where it is as it was before.

import { insertEvent } from '../../db/events.ts';
import { SCHEMA_VERSION } from '../../db/migrations/index.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { monotonicNs } from '../setup/clock.ts';

/** Adds an event when opening the study for writing migrated it; returns the sentence, null otherwise. */
export function noteMigration(study: StudyFile): string | null {
  if (study.backup === null) return null;
  const { schema, path } = study.backup;
  const message = `the study was brought from schema ${schema} to ${SCHEMA_VERSION}; as it was before, it is ${path}`;
  insertEvent(study, { trial: null, t_ns: monotonicNs(), kind: 'migrated', message });
  return message;
}
