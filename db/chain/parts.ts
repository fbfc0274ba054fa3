// The parts that a link of the hash chain covers: for each a list of columns and the rows of one table.
import { prepared } from '../prepared.ts';
import type { StudyFile } from '../study-file.ts';
import { type ColumnType, RowHash } from './row-bytes.ts';

/** The digest of one part: what a line of `chain.parts` holds. */
export interface PartDigest {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
}

export interface Part {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, type: ColumnType])[];
  /** From `from` on; `@id` is the subject's number. */
  readonly rows: string;
}

/** @param columns `name type, name type`, as the schema declares them */
const part = (name: string, columns: string, rows: string): Part => ({
  name,
  columns: columns.split(',').map((column) => column.trim().split(' ') as [string, ColumnType]),
  rows,
});

const PLAN = 'id integer, block integer, replicate integer, seed integer, levels_json text';

/** Everything that is fixed before the first trial. */
export const DESIGN_PARTS: readonly Part[] = [
  part(
    'study',
    'uuid text, name text, kind text, created_unix_ms integer, design_json text, command_json text, settings_json text, app_version text',
    'study',
  ),
  part('machine', 'cpu_model text, memory_b integer, os text, inventory_json text', 'machine'),
  part(
    'source',
    'id integer, source_id text, device text, domain text, kind text, method text, reference text, update_period_s real, window_s real, coverage real, accuracy_pct real, counter_range_j real, counter_unit_j real, check_of text, is_constant integer, calibration_json text',
    'source order by id',
  ),
  part('factor', 'name text, position integer, level text', 'factor order by name, position'),
  part(
    'carbon',
    'intensity_g_per_kwh real, region text, year text, source text, licence text, pue real',
    'carbon',
  ),
];

/** The planned trials; a later link may cover fewer rows than there are by then, because tries are added. */
export const PLAN_PART = part('plan', PLAN, 'trial where id <= @id order by id');

export const SAMPLE_PART = part(
  'sample',
  'source integer, t_ns integer, power_w real, energy_j real, flag text',
  'sample where trial = @id',
);

/** Count and limits of the samples: enough to notice without reading them all that some are missing. */
export const SPAN_PART: Part = {
  name: 'sample_span',
  columns: [
    ['source', 'integer'],
    ['count(*)', 'integer'],
    ['min(t_ns)', 'integer'],
    ['max(t_ns)', 'integer'],
  ],
  rows: 'sample where trial = @id group by source order by source',
};

/** A closed trial, without its samples. */
export const TRIAL_PARTS: readonly Part[] = [
  part(
    'trial',
    `${PLAN}, session integer, retry integer, state text, started_unix_ms integer, ended_unix_ms integer, message text, flags_json text, backend text, device text, isa text, threads integer, parameters integer, train_samples integer, samples_per_s real, train_loss real, test_loss real, test_accuracy real, weights_hash text, gemm text, cpus text, skipped_steps integer, validation_loss real, validation_accuracy real, answered_precision text, answered_batch_size integer, answered_seed integer`,
    'trial where id = @id',
  ),
  part('phase', 'name text, t_begin_ns integer, t_end_ns integer', 'phase where trial = @id order by name'),
  part(
    'epoch',
    'epoch integer, t_begin_ns integer, t_end_ns integer, samples integer, train_loss real, train_accuracy real, skipped_steps integer, loss_scale real',
    'epoch where trial = @id order by epoch',
  ),
  part(
    'energy',
    'phase text, source integer, method text, energy_j real, lo_j real, hi_j real, gap_s real, unseen_s real, counter_j real, integral_j real, average_j real, idle_power_w real, net_j real, net_lo_j real, net_hi_j real, flags_json text',
    'energy where trial = @id order by phase, source',
  ),
  part('condition', 'name text, value real', 'condition where trial = @id order by name'),
  part(
    'wall_reading',
    't_ns integer, power_w real, energy_j real, method text',
    'wall_reading where trial = @id order by t_ns, rowid',
  ),
];

/** Evidence beside the samples: read in full only where the samples are. */
export const STATE_PARTS: readonly Part[] = [
  part(
    'gpu_state',
    'device text, t_ns integer, temp_c real, clock_sm_mhz real, clock_mem_mhz real, util_pct real, memory_used_b integer, throttle_reasons integer, power_limit_w real, performance_state integer',
    'gpu_state where trial = @id order by device, t_ns',
  ),
  part(
    'gpu_process',
    'device text, t_ns integer, pid integer, name text, memory_b integer, util_pct real',
    'gpu_process where trial = @id order by device, t_ns, pid',
  ),
];

export const EXCLUSION_PART = part(
  'exclusion',
  'id integer, trial integer, reason text, excluded_unix_ms integer, included_unix_ms integer',
  'exclusion where id = @id',
);
/** The exclusion as it was when it was made, before it was undone. */
export const MADE_EXCLUSION_PART: Part = {
  ...EXCLUSION_PART,
  columns: EXCLUSION_PART.columns.map(([name, type]) =>
    name === 'included_unix_ms' ? ['null', type] : [name, type],
  ),
};
export const LOOK_PART = part(
  'look',
  'n integer, level real, diff real, lo real, hi real, half_width_pct real, stop text',
  'look where n = @id',
);
export const END_PART = part('end', 'state text, ended_unix_ms integer, exit_code integer', 'study');
export const SALVAGE_PART = part(
  'salvage',
  'message text',
  `event where kind = 'salvaged' order by id limit 1`,
);

/** Reads the rows of a part and hashes them; not for samples, of which there may be too many at once. */
export function digestOf(study: StudyFile, { name, columns, rows }: Part, id: number | null): PartDigest {
  const sql = `select ${columns.map(([column]) => column).join(', ')} from ${rows}`;
  const statement = prepared(study, sql).raw();
  const hash = new RowHash(columns.map(([, type]) => type));
  const found = (rows.includes('@id') ? statement.all({ id }) : statement.all()) as unknown[][];
  for (const row of found) hash.add(row);
  return { name, ...hash.end() };
}

/** The same digests for all trials from one pass over the table: several times faster where there are many. */
export function digestsByTrial(
  { db }: StudyFile,
  { name, columns, rows }: Part,
): ReadonlyMap<number, PartDigest> {
  const key = name === 'trial' ? 'id' : 'trial';
  const ordered = rows
    .replace(`where ${key} = @id`, '')
    .replace('group by ', `group by ${key}, `)
    .replace(/order by (.*)$/, `order by ${key}, $1`);
  const from = ordered.includes('order by') ? ordered : `${ordered} order by ${key}`;
  const types = columns.map(([, type]) => type);
  const read = db
    .prepare(`select ${columns.map(([column]) => column).join(', ')}, ${key} from ${from}`)
    .raw();
  const digests = new Map<number, PartDigest>();
  let [trial, hash]: [number | null, RowHash | null] = [null, null];
  for (const row of read.iterate() as IterableIterator<unknown[]>) {
    const of = row[columns.length] as number;
    if (of !== trial) {
      if (hash !== null && trial !== null) digests.set(trial, { name, ...hash.end() });
      [trial, hash] = [of, new RowHash(types)];
    }
    hash?.add(row);
  }
  if (hash !== null && trial !== null) digests.set(trial, { name, ...hash.end() });
  return digests;
}

/** The digest of a part without rows. */
export const noRows = ({ name, columns }: Part): PartDigest => ({
  name,
  ...new RowHash(columns.map(([, type]) => type)).end(),
});
