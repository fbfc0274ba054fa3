// Factors and their levels as planned.
import type { StudyFile } from './study-file.ts';

export function insertFactors(study: StudyFile, factors: Readonly<Record<string, readonly unknown[]>>): void {
  const insert = study.db.prepare('insert into factor values (?, ?, ?)');
  study.db.transaction(() => {
    for (const [name, levels] of Object.entries(factors))
      levels.forEach((level, position) => insert.run(name, position, String(level)));
  })();
}

/** Names of the factors with more than one level, in the design's order of storage. */
export function readVariedFactors(study: StudyFile): string[] {
  return (
    study.db.prepare('select name from factor group by name having count(*) > 1').all() as { name: string }[]
  ).map((row) => row.name);
}
