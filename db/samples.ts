// Raw samples and GPU states, the evidence behind every figure.
import type { PhaseWindow } from '../core/energy/phase-window.ts';
import type { GpuProcess, GpuState, Sample, SourcedSample } from '../core/source.ts';
import { insertSql } from './insert.ts';
import { prepared } from './prepared.ts';
import type { StudyFile } from './study-file.ts';

export interface SampleBatch {
  readonly samples: readonly SourcedSample[];
  readonly states: readonly (GpuState & { readonly t_ns: number })[];
  readonly processes: readonly (GpuProcess & { readonly t_ns: number })[];
  readonly anchors: readonly Anchor[];
}

/** The same moment on three clocks: monotonic, calendar, and the boot clock, which runs on while the machine sleeps. */
export interface Anchor {
  readonly t_ns: number;
  readonly unix_ms: number;
  /** Null when the system does not report it. */
  readonly boot_ms: number | null;
}

const SAMPLE_COLUMNS = ['trial', 'source', 't_ns', 'power_w', 'energy_j', 'flag'] as const;
const STATE_COLUMNS = [
  'trial',
  'device',
  't_ns',
  'temp_c',
  'clock_sm_mhz',
  'clock_mem_mhz',
  'util_pct',
  'memory_used_b',
  'throttle_reasons',
  'power_limit_w',
  'performance_state',
] as const;
const PROCESS_COLUMNS = ['trial', 'device', 't_ns', 'pid', 'name', 'memory_b', 'util_pct'] as const;

/** Stores one batch of one trial in one transaction. */
export function insertSamples(study: StudyFile, trial: number, batch: SampleBatch): void {
  const sample = prepared(study, insertSql('sample', SAMPLE_COLUMNS, 'ignore'));
  const state = prepared(study, insertSql('gpu_state', STATE_COLUMNS, 'ignore'));
  const process = prepared(study, insertSql('gpu_process', PROCESS_COLUMNS, 'ignore'));
  const anchor = prepared(study, insertSql('anchor', ['t_ns', 'unix_ms', 'boot_ms'], 'ignore'));
  study.db.transaction(() => {
    for (const s of batch.samples) sample.run({ ...s, trial });
    for (const s of batch.states) state.run({ ...s, trial });
    for (const p of batch.processes) process.run({ ...p, trial });
    for (const a of batch.anchors) anchor.run(a);
  })();
}

/** Samples of one trial and source between two timestamps (inclusive), oldest first. */
export function readSamples(study: StudyFile, trial: number, source: number, window: PhaseWindow): Sample[] {
  return study.db
    .prepare(
      `select t_ns, power_w, energy_j, flag from sample
       where trial = ? and source = ? and t_ns between ? and ? order by t_ns`,
    )
    .all(trial, source, window.t_begin_ns, window.t_end_ns) as Sample[];
}

/** All samples of one trial and source, oldest first, one at a time because there may be too many for memory. */
export function* walkSamples(study: StudyFile, trial: number, source: number): Generator<Sample> {
  const rows = study.db
    .prepare('select t_ns, power_w, energy_j, flag from sample where trial = ? and source = ? order by t_ns')
    .iterate(trial, source);
  for (const row of rows) yield row as Sample;
}

/** True when there are more than `n` samples between two timestamps (inclusive); takes O(n), however many there are. */
export const hasMoreSamples = (
  study: StudyFile,
  trial: number,
  source: number,
  window: PhaseWindow,
  n: number,
): boolean =>
  study.db
    .prepare('select 1 from sample where trial = ? and source = ? and t_ns between ? and ? limit 1 offset ?')
    .get(trial, source, window.t_begin_ns, window.t_end_ns, n) !== undefined;

/** First and last timestamp of a trial's samples, from two index look-ups per source. */
export function sampleSpan(
  study: StudyFile,
  trial: number,
): { t_begin_ns: number | null; t_end_ns: number | null } {
  return study.db
    .prepare(
      `select min(t_begin_ns) as t_begin_ns, max(t_end_ns) as t_end_ns from (
         select (select min(t_ns) from sample where trial = @trial and source = source.id) as t_begin_ns,
                (select max(t_ns) from sample where trial = @trial and source = source.id) as t_end_ns
         from source)`,
    )
    .get({ trial }) as { t_begin_ns: number | null; t_end_ns: number | null };
}

/** Number of samples of one trial over all sources; reads them all. */
export const countSamples = (study: StudyFile, trial: number): number =>
  study.db.prepare('select count(*) from sample where trial = ?').pluck().get(trial) as number;

/** True when the study has more than `n` samples; takes O(n), however many there are. */
export const hasMoreSamplesInAll = (study: StudyFile, n: number): boolean =>
  study.db.prepare('select 1 from sample limit 1 offset ?').get(n) !== undefined;

/** Rows that came with time, of the whole study; reads them all. */
export function countSampled(
  study: StudyFile,
): Readonly<Record<'sample' | 'state' | 'process' | 'anchor', number>> {
  const rows = (table: string): number =>
    study.db.prepare(`select count(*) from ${table}`).pluck().get() as number;
  return {
    sample: rows('sample'),
    state: rows('gpu_state'),
    process: rows('gpu_process'),
    anchor: rows('anchor'),
  };
}
