// The trials: planned order, state and the trainer's results.
import type { PlannedTrial } from '../core/design/design.ts';
import type { EndState, StoredTrialState } from '../core/study/state.ts';
import { linkTrial } from './chain/closing.ts';
import type { PartDigest } from './chain/parts.ts';
import { sampleDigest } from './chain/sample-digest.ts';
import { insertSql } from './insert.ts';
import { prepared } from './prepared.ts';
import type { StudyFile } from './study-file.ts';

export interface StoredTrial {
  /** Planned order, from 1. */
  readonly id: number;
  readonly block: number;
  readonly replicate: number;
  readonly seed: number;
  readonly levels: Readonly<Record<string, string>>;
  readonly state: StoredTrialState;
  /** The session that ran it; null before it began, and before schema 7. */
  readonly session: number | null;
  readonly started_unix_ms: number | null;
  readonly ended_unix_ms: number | null;
  readonly message: string | null;
  readonly flags: readonly string[];
  readonly result: TrialResult | null;
}

export interface TrialResult {
  readonly backend: string;
  readonly device: string;
  readonly isa: string | null;
  readonly threads: number;
  readonly parameters: number;
  readonly train_samples: number;
  readonly samples_per_s: number;
  readonly train_loss: number;
  readonly test_loss: number;
  readonly test_accuracy: number;
  readonly weights_hash: string;
  /** Library of the matrix products, with its version; null from a trainer that does not report it. */
  readonly gemm: string | null;
  /** CPUs the trainer was allowed to run on, as the kernel lists them. */
  readonly cpus: string | null;
  /** Steps skipped because the gradient overflowed; null when the format cannot overflow. */
  readonly skipped_steps: number | null;
  readonly validation_loss: number | null;
  readonly validation_accuracy: number | null;
  /** What the trainer says that it used; null from a trainer, or in a study, that does not. */
  readonly answered_precision: string | null;
  readonly answered_batch_size: number | null;
  readonly answered_seed: number | null;
}

/** The columns of a result, named like its fields. */
const RESULT_COLUMNS = [
  'backend',
  'device',
  'isa',
  'threads',
  'parameters',
  'train_samples',
  'samples_per_s',
  'train_loss',
  'test_loss',
  'test_accuracy',
  'weights_hash',
  'gemm',
  'cpus',
  'skipped_steps',
  'validation_loss',
  'validation_accuracy',
  'answered_precision',
  'answered_batch_size',
  'answered_seed',
] as const satisfies readonly (keyof TrialResult)[];

const PLAN_COLUMNS = ['id', 'block', 'replicate', 'seed', 'levels_json', 'state'] as const;

/** Rows of one statement: a plan may have 100,000 trials, and the window waits for it. */
const ROWS_AT_ONCE = 100;

export function insertTrials(study: StudyFile, trials: readonly PlannedTrial[]): void {
  const one_row = `(${PLAN_COLUMNS.map(() => '?').join(', ')})`;
  const insert = (rows: number): string =>
    `insert into trial (${PLAN_COLUMNS.join(', ')}) values ${Array(rows).fill(one_row).join(', ')}`;
  const levelsOf = levelsWriter();
  study.db.transaction(() => {
    for (let begin = 0; begin < trials.length; begin += ROWS_AT_ONCE) {
      const some = trials.slice(begin, begin + ROWS_AT_ONCE);
      const values = some.flatMap(({ order, block, replicate, seed, levels }) => [
        order,
        block,
        replicate,
        seed,
        levelsOf(levels),
        'planned',
      ]);
      prepared(study, insert(some.length)).run(values);
    }
  })();
}

/** The one trial of a recording: no factors, no plan. */
export function insertRecording(study: StudyFile, id: number): void {
  prepared(study, insertSql('trial', PLAN_COLUMNS)).run({
    id,
    block: 1,
    replicate: 1,
    seed: 0,
    levels_json: '{}',
    state: 'planned',
  });
}

/** True when some trial is done or failed: it is not run again. */
export const hasEndedTrials = (study: StudyFile): boolean =>
  study.db.prepare(`select 1 from trial where state in ('done', 'failed') limit 1`).get() !== undefined;

export function beginTrial(study: StudyFile, id: number, started_unix_ms: number): void {
  prepared(
    study,
    `update trial set state = 'running', started_unix_ms = ?, session = (select max(id) from session) where id = ?`,
  ).run(started_unix_ms, id);
}

/**
 * Closes the trial: everything about it must be stored by now, because a link of the hash chain is made of it.
 * @param samples the digest of its samples, where it is ready by now
 */
export function endTrial(
  study: StudyFile,
  id: number,
  end: {
    state: EndState;
    /** Null for a try whose program was killed. */
    ended_unix_ms: number | null;
    message: string | null;
    flags: readonly string[];
  },
  samples: PartDigest | null = null,
): void {
  study.db.transaction(() => {
    prepared(
      study,
      'update trial set state = ?, ended_unix_ms = ?, message = ?, flags_json = ? where id = ?',
    ).run(end.state, end.ended_unix_ms, end.message, JSON.stringify(end.flags), id);
    linkTrial(study, id, () => samples ?? sampleDigest(study, id));
  })();
}

export function storeResult(study: StudyFile, id: number, result: TrialResult): void {
  prepared(
    study,
    `update trial set ${RESULT_COLUMNS.map((column) => `${column} = @${column}`).join(', ')} where id = @id`,
  ).run({ ...result, id });
}

type Row = Omit<StoredTrial, 'levels' | 'flags' | 'result'> &
  Record<keyof TrialResult, unknown> & { levels_json: string; flags_json: string };

/** The planned trials, in their order; the tries that were run again are not among them. */
export const readTrials = (study: StudyFile): StoredTrial[] =>
  (study.db.prepare('select * from trial where retry is null order by id').all() as Row[]).map(trialOf);

/** An interrupted trial that was run again. */
export interface StoredTry extends StoredTrial {
  /** Number of the trial that was run instead. */
  readonly retry: number;
}

/** In the order in which they were interrupted. */
export const readTries = (study: StudyFile): StoredTry[] =>
  (
    study.db.prepare('select * from trial where retry is not null order by id').all() as (Row & {
      retry: number;
    })[]
  ).map((row) => ({ ...trialOf(row), retry: row.retry }));

function trialOf(row: Row): StoredTrial {
  return {
    id: row.id,
    block: row.block,
    replicate: row.replicate,
    seed: row.seed,
    levels: JSON.parse(row.levels_json),
    state: row.state,
    session: row.session,
    started_unix_ms: row.started_unix_ms,
    ended_unix_ms: row.ended_unix_ms,
    message: row.message,
    flags: JSON.parse(row.flags_json),
    result: row.weights_hash === null ? null : resultOf(row),
  };
}

/** Distinct libraries of the matrix products in the finished trials. */
export const readProducts = (study: StudyFile): string[] =>
  study.db
    .prepare(`select distinct gemm from trial where state = 'done' and gemm is not null order by gemm`)
    .pluck()
    .all() as string[];

const resultOf = (row: Row): TrialResult =>
  Object.fromEntries(RESULT_COLUMNS.map((column) => [column, row[column]])) as unknown as TrialResult;

/** Writes levels as text; those of one cell, which its trials share, only once. */
function levelsWriter(): (levels: PlannedTrial['levels']) => string {
  const written = new Map<PlannedTrial['levels'], string>();
  return (levels) => {
    const text =
      written.get(levels) ??
      JSON.stringify(
        Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, String(level)])),
      );
    written.set(levels, text);
    return text;
  };
}
