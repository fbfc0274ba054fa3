// Readings of a wall meter taken while a study was recorded.
import type { WallReading } from '../core/study/wall-entry.ts';
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

export function insertWallReading(study: StudyFile, reading: WallReading): void {
  study.db
    .prepare(insertSql('wall_reading', ['trial', 't_ns', 'power_w', 'energy_j', 'method']))
    .run(reading);
}

/** All wall readings, oldest first. */
export const readWallReadings = (study: StudyFile): WallReading[] =>
  study.db
    .prepare('select trial, t_ns, power_w, energy_j, method from wall_reading order by t_ns')
    .all() as WallReading[];
