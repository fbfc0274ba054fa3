// The conditions of every trial, as listed in core/guards/conditions.ts.
import { CONDITION_NAMES, type Conditions, NO_CONDITIONS } from '../core/guards/conditions.ts';
import { insertSql } from './insert.ts';
import { prepared } from './prepared.ts';
import type { StudyFile } from './study-file.ts';

export function insertConditions(study: StudyFile, trial: number, conditions: Conditions): void {
  const insert = prepared(study, insertSql('condition', ['trial', 'name', 'value'], 'replace'));
  study.db.transaction(() => {
    for (const name of CONDITION_NAMES) insert.run({ trial, name, value: conditions[name] });
  })();
}

/** Conditions by trial; one that an older program did not store is null. */
export function readConditions(study: StudyFile): Map<number, Conditions> {
  const rows = study.db.prepare('select trial, name, value from condition').all() as {
    trial: number;
    name: string;
    value: number | null;
  }[];
  const found = new Map<number, Conditions>();
  for (const { trial, name, value } of rows)
    found.set(trial, { ...(found.get(trial) ?? NO_CONDITIONS), [name]: value });
  return found;
}
