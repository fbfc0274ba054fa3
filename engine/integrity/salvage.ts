// `salvage`: brings over what is readable of a damaged study into a new one, which says what was not.
import { existsSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Design } from '../../core/design/design.ts';
import { layOut } from '../../core/design/layout.ts';
import { AuditError } from '../../core/errors.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import type { SalvageDocument } from '../../core/study/salvage-document.ts';
import { restartChain } from '../../db/chain/restart.ts';
import { insertEnergies, readTrialEnergies } from '../../db/energies.ts';
import { insertEvent } from '../../db/events.ts';
import { bringOver } from '../../db/salvage/bring-over.ts';
import {
  replaceHead,
  replaceSources,
  replaceTrials,
  replaceUnknownTrials,
  takeOver,
} from '../../db/salvage/complete.ts';
import { readSources } from '../../db/sources.ts';
import { readStudy } from '../../db/studies.ts';
import { asWriteError, closeStudyFile, createStudyFile, type StudyFile } from '../../db/study-file.ts';
import { readTrials, readTries } from '../../db/trials.ts';
import { monotonicNs, unixMs } from '../setup/clock.ts';
import { APP_VERSION } from '../setup/version.ts';
import { trialEnergies } from '../study/trial-energy.ts';
import { SALVAGED } from './doubts.ts';

/**
 * The damaged file is only read, and an existing file is never overwritten.
 * @throws AuditError `study` when there is no file, nothing in it can be read, or the new one cannot be written
 */
export function salvageStudy(path: string, new_path: string): SalvageDocument {
  if (!existsSync(path)) throw new AuditError('study', `no study file at ${path}; check the path`);
  if (!statSync(path).isFile())
    throw new AuditError('study', `${path} is no file; a study is a single .wattproof file`);
  const study = createStudyFile(new_path);
  let is_made = false;
  try {
    const document = fill(study, path);
    is_made = true;
    return document;
  } catch (error) {
    throw asWriteError(new_path, error);
  } finally {
    closeStudyFile(study);
    if (!is_made) rmSync(new_path, { force: true });
  }
}

function fill(study: StudyFile, path: string): SalvageDocument {
  const replaced: string[] = [];
  const brought = bringOver(path, study, () => replaced.push(...complete(study, path)));
  const { tables, lost_pages, pages, log_left_out } = brought;
  if (!tables.some(({ rows }) => rows > 0))
    throw new AuditError(
      'study',
      `nothing in ${path} can be read as part of a study: it is another file, or all of it is damaged`,
    );
  takeOver(study);
  replaced.push(...energiesAgain(study));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const message = [
    inWords(path, rows, tables, lost_pages, replaced),
    ...(log_left_out === null ? [] : [log_left_out]),
  ].join(' ');
  insertEvent(study, { trial: null, t_ns: monotonicNs(), kind: SALVAGED, message });
  restartChain(study);
  return { study: path, saved_to: study.path, tables, lost_pages, pages, replaced, message };
}

/** The row of the study and of its planned trials, where they are lost. Returns what was made, in words. */
function complete(study: StudyFile, path: string): string[] {
  const is_new = replaceHead(study, {
    name: `Saved from ${basename(path)}`,
    settings_json: JSON.stringify(DEFAULT_SETTINGS),
    app_version: APP_VERSION,
    now_unix_ms: unixMs(),
  });
  const made = is_new
    ? ['the name, design and settings of the study could not be read: others stand there']
    : [];
  const planned = plannedTrials(readStudy(study)?.design_json ?? null);
  const trials = replaceTrials(study, planned) + replaceUnknownTrials(study);
  if (trials > 0)
    made.push(`${trials} trial${trials === 1 ? '' : 's'} whose results are lost count as failed`);
  const sources = replaceSources(study);
  if (sources > 0)
    made.push(
      `the description of ${sources} power source${sources === 1 ? ' is' : 's is'} lost, so no total includes ${sources === 1 ? 'it' : 'them'}`,
    );
  return made;
}

/** Empty when the design cannot be read. */
function plannedTrials(design_json: string | null): ReturnType<typeof layOut> {
  try {
    return design_json === null ? [] : layOut(Design.parse(JSON.parse(design_json)));
  } catch {
    return [];
  }
}

/** Energies are computed from samples, so lost ones can be computed again. */
function energiesAgain(study: StudyFile): string[] {
  const sources = readSources(study);
  let made = 0;
  for (const { id, state } of [...readTrials(study), ...readTries(study)]) {
    if (state !== 'done' && state !== 'failed' && state !== 'aborted') continue;
    const stored = new Set(readTrialEnergies(study, id).map(({ phase, source }) => `${phase} ${source}`));
    const missing = trialEnergies(study, id, sources).filter(
      ({ phase, source }) => !stored.has(`${phase} ${source}`),
    );
    if (missing.length === 0) continue;
    insertEnergies(study, id, missing);
    made += missing.length;
  }
  return made === 0 ? [] : [`${made} lost energies were computed again from the samples`];
}

function inWords(
  path: string,
  rows: number,
  tables: SalvageDocument['tables'],
  lost_pages: number,
  replaced: readonly string[],
): string {
  const lost = tables.filter((table) => table.lost > 0).map((table) => `${table.lost} of ${table.table}`);
  const pages =
    lost_pages === 0 ? [] : [`${lost_pages} page${lost_pages === 1 ? '' : 's'} of unknown contents`];
  const missing = [...lost, ...pages].join(', ');
  return [
    `This study was saved from the damaged file ${basename(path)}: ${rows} rows were brought over.`,
    missing === '' ? 'No row is known to be missing.' : `Not readable: ${missing}.`,
    ...(replaced.length === 0 ? [] : [`Replaced: ${replaced.join('; ')}.`]),
  ].join(' ');
}
