import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PLAIN_SOURCE } from '../../../core/source.ts';
import { insertEvent, readEvents } from '../../../db/events.ts';
import { readSamples } from '../../../db/samples.ts';
import { insertSources } from '../../../db/sources.ts';
import { closeStudyFile, createStudyFile, type StudyFile } from '../../../db/study-file.ts';
import { insertRecording } from '../../../db/trials.ts';
import { PatientWriter } from '../../../engine/sweep/patient-writer.ts';
import { Recorder } from '../../../engine/sweep/recorder.ts';

let study: StudyFile;
let other: Database.Database;
beforeEach(() => {
  const path = join(mkdtempSync(join(tmpdir(), 'wattproof-patient-')), 's.wattproof');
  study = createStudyFile(path);
  other = new Database(path);
});
afterEach(() => {
  other.close();
  closeStudyFile(study);
});

const note = (message: string): void => insertEvent(study, { trial: null, t_ns: 1, kind: 'note', message });
const notes = (): string[] => readEvents(study).map(({ message }) => message);
const listeners = { onFault: () => false, onUnlocked() {} };

test('writes wait for another program in their order, and the thread goes on meanwhile', async () => {
  const waits_ms: number[] = [];
  const writer = new PatientWriter(study, { ...listeners, onUnlocked: (ms) => waits_ms.push(ms) });
  other.exec('begin immediate');
  const begun_ms = performance.now();
  for (const message of ['one', 'two', 'three']) writer.write(() => note(message));
  writer.fold();
  expect(performance.now() - begun_ms).toBeLessThan(1000); // two tries of 20 ms
  const written = writer.written(() => notes().length);
  expect(notes()).toEqual([]);
  await sleep(500);
  other.exec('rollback');
  expect(await written).toBe(3);
  expect(notes()).toEqual(['one', 'two', 'three']);
  expect(waits_ms).toHaveLength(1);
  expect(waits_ms[0]).toBeGreaterThan(400);
});

test('a step that fails half-way leaves nothing, and what comes after it is not written', async () => {
  const faults: unknown[] = [];
  const writer = new PatientWriter(study, {
    ...listeners,
    onFault(error) {
      faults.push(error);
      return false;
    },
  });
  writer.write(() => {
    note('half');
    study.db.exec('insert into trial (id) values (null)');
  });
  writer.write(() => note('after'));
  await expect(writer.settled()).rejects.toThrow(/constraint/);
  expect(notes()).toEqual([]);
  expect(faults).toHaveLength(1);
});

test('a lock that does not end is said', async () => {
  const writer = new PatientWriter(study, listeners, 300);
  other.exec('begin immediate');
  await expect(writer.written(() => note('never'))).rejects.toThrow(
    /another program has had it locked for 0 minutes; close that program and run again/,
  );
});

test('readings that do not fit in memory while the study is locked are counted, not kept', async () => {
  insertSources(study, [
    {
      ...PLAIN_SOURCE,
      id: 'a',
      device: 'd',
      domain: 'package',
      kind: 'measured',
      method: 'm',
      reference: null,
      update_period_s: null,
      accuracy_pct: null,
      counter_range_j: null,
      counter_unit_j: null,
    },
  ]);
  insertRecording(study, 1);
  const recorder = new Recorder(study, () => false, 5);
  recorder.follow(1);
  const batch = (first: number) => ({
    samples: [0, 1, 2].map((n) => ({ source: 1, t_ns: first + n, power_w: 1, energy_j: null, flag: null })),
    states: [],
    processes: [],
    anchors: [],
    events: [],
    read_times: [],
  });
  recorder.batch(batch(10));
  other.exec('begin immediate');
  recorder.batch(batch(20));
  recorder.batch(batch(30));
  recorder.batch(batch(40));
  await sleep(300);
  other.exec('rollback');
  await recorder.folded();
  recorder.batch(batch(50));
  const kept = readSamples(study, 1, 1, { t_begin_ns: 0, t_end_ns: 100 }).map(({ t_ns }) => t_ns);
  expect(kept).toEqual([10, 11, 12, 20, 21, 22, 50, 51, 52]);
  expect(readEvents(study).find(({ kind }) => kind === 'readings_dropped')?.message).toBe(
    '6 readings are missing: they did not fit in memory while the study was locked',
  );
});
