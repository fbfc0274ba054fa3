// The interim looks of a sweep that may end early, in order.
import type { Look } from '../core/statistics/sequential/stopping-rule.ts';
import { linkLook } from './chain/closing.ts';
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

export function insertLook(study: StudyFile, { n, level, diff, ci, half_width_pct, stop }: Look): void {
  study.db.transaction(() => {
    study.db
      .prepare(insertSql('look', ['n', 'level', 'diff', 'lo', 'hi', 'half_width_pct', 'stop']))
      .run({ n, level, diff, lo: ci?.[0] ?? null, hi: ci?.[1] ?? null, half_width_pct, stop });
    linkLook(study, n);
  })();
}

export function readLooks(study: StudyFile): Look[] {
  const rows = study.db.prepare('select * from look order by n').all() as (Omit<Look, 'ci'> & {
    lo: number | null;
    hi: number | null;
  })[];
  return rows.map(({ lo, hi, ...look }) => ({ ...look, ci: lo === null || hi === null ? null : [lo, hi] }));
}
