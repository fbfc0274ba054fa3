// The migrations in order; the position in this list is the schema version (`pragma user_version`).
import { study0001 } from './0001-study.ts';

export const MIGRATIONS: readonly string[] = [study0001];
export const SCHEMA_VERSION = MIGRATIONS.length;
