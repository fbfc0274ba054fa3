// The digest of a trial's samples, read in pages: a long trial has millions, and the process has other work meanwhile.
import { setImmediate as breathe } from 'node:timers/promises';
import type { StudyFile } from '../study-file.ts';
import { type PartDigest, SAMPLE_PART } from './parts.ts';
import { RowHash } from './row-bytes.ts';

/** About ten milliseconds of work. */
const PAGE_ROWS = 5000;

/** Yields after each page, and returns the digest. */
function* pages({ db }: StudyFile, trial: number): Generator<void, PartDigest> {
  const columns = SAMPLE_PART.columns.map(([name]) => name).join(', ');
  const read = db
    .prepare(
      `select ${columns} from sample where trial = ? and (source, t_ns) > (?, ?) order by source, t_ns limit ${PAGE_ROWS}`,
    )
    .raw();
  const hash = new RowHash(SAMPLE_PART.columns.map(([, type]) => type));
  let [source, t_ns]: readonly unknown[] = [Number.MIN_SAFE_INTEGER, 0];
  for (;;) {
    const rows = read.all(trial, source, t_ns) as unknown[][];
    for (const row of rows) hash.add(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return { name: SAMPLE_PART.name, ...hash.end() };
    [source, t_ns] = last;
    yield;
  }
}

/** All at once. */
export function sampleDigest(study: StudyFile, trial: number): PartDigest {
  const work = pages(study, trial);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** In slices, with everything else served between them; the trial must not get further samples meanwhile. */
export async function sampleDigestInSlices(study: StudyFile, trial: number): Promise<PartDigest> {
  const work = pages(study, trial);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await breathe();
  }
}
