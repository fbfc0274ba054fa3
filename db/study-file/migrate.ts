// Brings a study to this version's schema.
import type Database from 'better-sqlite3';
import { MIGRATIONS, SCHEMA_VERSION } from '../migrations/index.ts';
import { nameFile } from './log-state.ts';

/** All steps in one transaction. */
export function migrate(db: Database.Database): void {
  const run = db.transaction(() => {
    const from = db.pragma('user_version', { simple: true }) as number;
    if (from === SCHEMA_VERSION) return;
    for (const sql of MIGRATIONS.slice(from)) db.exec(sql);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
    nameFile(db);
  });
  run.immediate();
}
