// The migrations in order; the position in this list is the schema version (`pragma user_version`).
import { study0001 } from './0001-study.ts';
import { meter0002 } from './0002-meter.ts';
import { trainer0003 } from './0003-trainer.ts';
import { conditions0004 } from './0004-conditions.ts';
import { exclusion0005 } from './0005-exclusion.ts';
import { constantSource0006 } from './0006-constant-source.ts';
import { integrity0007 } from './0007-integrity.ts';

export const MIGRATIONS: readonly string[] = [
  study0001,
  meter0002,
  trainer0003,
  conditions0004,
  exclusion0005,
  constantSource0006,
  integrity0007,
];
export const SCHEMA_VERSION = MIGRATIONS.length;
