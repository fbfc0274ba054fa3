// SQLite's own checks of a study file.
import type { Finding } from '../core/study/finding.ts';
import type { StudyFile } from './study-file.ts';

/** Findings of SQLite's check of every page and index, and the number of pages; slow for a large file. */
export function checkPages(study: StudyFile): { pages: number; findings: Finding[] } {
  const said = study.db.pragma('integrity_check(100)') as { integrity_check: string }[];
  return {
    pages: study.db.pragma('page_count', { simple: true }) as number,
    findings: said
      .map(({ integrity_check }) => integrity_check)
      .filter((line) => line !== 'ok')
      .flatMap((line) => line.split('\n'))
      .filter((line) => !line.startsWith('*** '))
      .map((found) => ({ where: 'the file', expected: 'pages that fit together', found })),
  };
}

/** Tables that refer to others and stay small, however long a study measures. */
export const SMALL_TABLES = ['trial', 'phase', 'epoch', 'energy', 'condition', 'exclusion', 'event'] as const;

/** Rows that name a trial, a source or a session which the study does not have; of all tables, or of some. */
export function checkReferences(study: StudyFile, tables: readonly string[] | null = null): Finding[] {
  const rows = (tables === null ? [''] : tables.map((table) => `(${table})`)).flatMap(
    (of) => study.db.pragma(`foreign_key_check${of}`) as { table: string; parent: string }[],
  );
  const counts = new Map<string, number>();
  for (const { table, parent } of rows) {
    const key = `${table} ${parent}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, n]) => {
    const [table, parent] = key.split(' ');
    return {
      where: `table ${table}`,
      expected: `rows of a ${parent} that exists`,
      found: `${n} row${n === 1 ? '' : 's'} without`,
    };
  });
}

/** Number of rows of each table, by its name. */
export function countRows(study: StudyFile): Record<string, number> {
  const tables = study.db
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite!_%' escape '!'`)
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((name) => [
      name,
      study.db
        .prepare(`select count(*) from "${name.replaceAll('"', '""')}"`)
        .pluck()
        .get() as number,
    ]),
  );
}
