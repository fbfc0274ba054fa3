// Makes the whole chain of a study anew, for one that was put together from the readable rows of a damaged file.
import type { StudyFile } from '../study-file.ts';
import { linkDesign, linkEnd, linkExclusion, linkLook, linkSalvage, linkTrial } from './closing.ts';
import { sampleDigest } from './sample-digest.ts';

/** Begins with a link about the event that says what was lost, so that the new chain cannot be taken for the first one. */
export function restartChain(study: StudyFile): void {
  const ids = (sql: string): number[] => study.db.prepare(sql).pluck().all() as number[];
  study.db.transaction(() => {
    study.db.exec('delete from chain');
    linkSalvage(study);
    linkDesign(study);
    for (const trial of ids(`select id from trial where state in ('done', 'failed', 'aborted') order by id`))
      linkTrial(study, trial, () => sampleDigest(study, trial));
    for (const exclusion of ids('select id from exclusion order by id')) linkExclusion(study, exclusion);
    for (const look of ids('select n from look order by n')) linkLook(study, look);
    if (ids(`select 1 from study where state <> 'running'`).length > 0) linkEnd(study);
  })();
}
