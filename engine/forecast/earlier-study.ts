// Uses an earlier study as the basis of a forecast, or explains why it cannot.
import { Design } from '../../core/design/design.ts';
import { AuditError } from '../../core/errors.ts';
import { sampledB } from '../../core/forecast/study-size.ts';
import { type DataShape, shapeOf, UNKNOWN_SHAPE, workOf } from '../../core/forecast/work.ts';
import { countSampled } from '../../db/samples.ts';
import { readSources } from '../../db/sources.ts';
import { readStudy } from '../../db/studies.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../db/study-file.ts';
import { readTrials, type StoredTrial } from '../../db/trials.ts';
import { asUnreadable } from '../study/unreadable.ts';
import { type ObservedTrials, observedTrials } from './observed-trials.ts';

export interface EarlierStudy extends ObservedTrials {
  /** Shape of the examples the new design trains on. */
  readonly shape: DataShape;
  readonly sources: number;
  /** What the study stores of one second. */
  readonly sampled_b_per_s: number;
}

/** @throws AuditError `input` for a study that does not fit the design: another backend or model, or data of unknown size. */
export function earlierStudy(path: string, design: Design): EarlierStudy {
  const study = openStudyFile(path, 'read');
  try {
    const row = readStudy(study);
    if (!row || row.kind !== 'sweep' || row.design_json === null)
      throw refuse(path, 'is not a sweep; give the study of a sweep');
    const earlier = Design.parse(JSON.parse(row.design_json));
    if (earlier.backend !== design.backend)
      throw refuse(path, `was trained on backend ${earlier.backend}, but the design needs ${design.backend}`);
    if (earlier.model !== design.model)
      throw refuse(path, `trained a ${earlier.model}, but the design trains a ${design.model}`);
    const same = JSON.stringify(earlier.data) === JSON.stringify(design.data);
    const trained = readTrials(study).find(({ result }) => result !== null)?.result?.train_samples;
    const shape = (data: Design['data']): DataShape | null => {
      const told = shapeOf(data);
      return told ?? (same && trained !== undefined ? { ...UNKNOWN_SHAPE, samples: trained } : null);
    };
    const [then, now] = [shape(earlier.data), shape(design.data)];
    if (then === null || now === null)
      throw refuse(path, 'was trained on other data, and the design does not give their size; omit --study');
    const observed = observedTrials(study, readSources(study), (levels, { result }) =>
      workOf(earlier, levels, { ...then, samples: result?.train_samples ?? then.samples }),
    );
    if (observed.trials.length === 0) throw refuse(path, 'has no finished trial');
    const sources = readSources(study).length;
    return { ...observed, shape: now, sources, sampled_b_per_s: sampledOf(study, readTrials(study)) };
  } catch (error) {
    throw asUnreadable(path, error);
  } finally {
    closeStudyFile(study);
  }
}

/** Bytes that the study stored of a second of its trials. */
function sampledOf(study: StudyFile, trials: readonly StoredTrial[]): number {
  const time_s = trials.reduce(
    (sum, { started_unix_ms, ended_unix_ms }) =>
      started_unix_ms === null || ended_unix_ms === null
        ? sum
        : sum + (ended_unix_ms - started_unix_ms) / 1e3,
    0,
  );
  return time_s > 0 ? sampledB(countSampled(study)) / time_s : 0;
}

const refuse = (path: string, why: string): AuditError =>
  new AuditError('input', `no forecast can be made from ${path}: it ${why}`);
