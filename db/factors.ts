// The planned factors and their levels.
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

export function insertFactors(study: StudyFile, factors: Readonly<Record<string, readonly unknown[]>>): void {
  const insert = study.db.prepare(insertSql('factor', ['name', 'position', 'level']));
  study.db.transaction(() => {
    for (const [name, levels] of Object.entries(factors))
      levels.forEach((level, position) => insert.run({ name, position, level: String(level) }));
  })();
}

/** Names of the factors with more than one level. */
export function readVariedFactors(study: StudyFile): string[] {
  return (
    study.db.prepare('select name from factor group by name having count(*) > 1').all() as { name: string }[]
  ).map((row) => row.name);
}

/** Every factor's levels in the order of the design. */
export function readLevels(study: StudyFile): Record<string, string[]> {
  const rows = study.db.prepare('select name, level from factor order by name, position').all() as {
    name: string;
    level: string;
  }[];
  const levels: Record<string, string[]> = {};
  for (const { name, level } of rows) {
    levels[name] ??= [];
    levels[name].push(level);
  }
  return levels;
}
