// Goes on in memory when the disk of a study is full.
import type { StudyFile } from '../study-file.ts';
import { inMemory } from './copies.ts';

/** A recording of some days at the usual rates is smaller. */
const MOST_B = 256e6;

/** All that was committed, and what follows, is in memory from now on. False when there is too much of it. */
export function moveToMemory(study: StudyFile): boolean {
  const pages = study.db.pragma('page_count', { simple: true }) as number;
  if (pages * (study.db.pragma('page_size', { simple: true }) as number) > MOST_B) return false;
  const file = study.db;
  study.db = inMemory(file.serialize());
  file.close();
  return true;
}
