// Records the energy of any command from start to end as a study of one trial, and passes on its exit code.

import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { carbonOf } from '../../core/carbon/carbon.ts';
import { AuditError, messageOf } from '../../core/errors.ts';
import type { Source } from '../../core/source.ts';
import { COMMAND_PHASE, IDLE_PHASE } from '../../core/study/phase.ts';
import type { RecordDocument } from '../../core/study/record-document.ts';
import { secondsBetween } from '../../core/units.ts';
import { linkDesign } from '../../db/chain/closing.ts';
import type { StoredEnergy } from '../../db/energies.ts';
import { beginPhase, endPhase } from '../../db/phases.ts';
import { endStudy } from '../../db/studies.ts';
import { moveToMemory } from '../../db/study-file/memory.ts';
import { asWriteError, closeStudyFile, type StudyFile } from '../../db/study-file.ts';
import { beginTrial, endTrial, insertRecording } from '../../db/trials.ts';
import { type SampledBatch, type Sampler, startSampler } from '../sampling/sampler.ts';
import { monotonicNs, unixMs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import { phaseTotal, sourceEnergies, storeTrialEnergies } from '../study/trial-energy.ts';
import { beginRecordStudy } from './begin-study.ts';
import { Recorder, SAMPLER_BEHIND } from './recorder.ts';
import { CommandSignals } from './run-command.ts';
import { StudyWatch } from './study-watch.ts';

export interface RecordOptions {
  /** Program and arguments, as the shell would run them; no shell is used. */
  readonly command: readonly [string, ...string[]];
  readonly study_path: string;
  /** Seconds of idle baseline before the command; 0 or absent: none, and no net energy. */
  readonly idle_s?: number;
  /** Destination of the command's output: `inherit`, or stderr when stdout is reserved for a JSON document. */
  readonly stdout: 'inherit' | 'stderr';
  /** Told in one line when the study cannot be kept as planned; `fails`: the recording must not count as a success. */
  onTrouble?(message: string, fails?: 'fails'): void;
}

const TRIAL = 1;
/** Seconds of samples taken before and after the command, so that its edges can be interpolated. */
const EDGE_S = 0.3;
/** A sensor that averages is read for two of its windows beyond the edges, to catch the energy it smears across them. */
const edgeOf = (sources: readonly Source[]): number =>
  Math.max(EDGE_S, ...sources.map(({ window_s }) => 2 * (window_s ?? 0)));

/**
 * Runs the command and returns its energy. The command gets the terminal, so an interrupt reaches it as usual.
 * @throws AuditError `input` when the command cannot be started; it then leaves no study behind.
 */
export async function recordCommand(parts: EngineParts, options: RecordOptions): Promise<RecordDocument> {
  let recorder: Recorder | null = null;
  const signals = new CommandSignals();
  const listeners = {
    onBatch: (batch: SampledBatch) => recorder?.batch(batch),
    onFailure: (message: string) => recorder?.event('sampler_failed', message),
  };
  const sampler = await startSampler(parts, listeners, { signal: signals.before }).catch((error: unknown) => {
    signals.close();
    throw error;
  });
  const { sources } = sampler;
  const edge_s = edgeOf(sources);
  let study: StudyFile | null = null;
  let file: StudyWatch | null = null;
  let started = true;
  try {
    const opened = await beginRecordStudy(parts, {
      command: options.command,
      sampler,
      path: options.study_path,
    });
    study = opened;
    const writer = new Recorder(opened, (error) => goesOnInMemory(opened, error, options));
    recorder = writer;
    file = new StudyWatch(opened, ({ message }) =>
      options.onTrouble?.(`${message}; the recording goes on and is saved under another name at its end`),
    );
    writer.write(() => {
      insertRecording(opened, TRIAL);
      linkDesign(opened);
      beginTrial(opened, TRIAL, unixMs());
    });
    writer.follow(TRIAL);
    await writer.folded();
    await sleep(edge_s * 1000, undefined, { signal: signals.before });
    if (options.idle_s) await takeBaseline(opened, writer, sampler, options.idle_s, signals.before);
    const t_begin_ns = monotonicNs();
    writer.write(() => beginPhase(opened, TRIAL, COMMAND_PHASE, t_begin_ns));
    sampler.mark();
    const exit_code = await signals.run(options.command, options.stdout);
    const t_end_ns = monotonicNs();
    writer.write(() => endPhase(opened, TRIAL, COMMAND_PHASE, t_end_ns));
    sampler.mark();
    await sleep(edge_s * 1000);
    if (!(await sampler.caughtUp())) writer.event('sampler_behind', SAMPLER_BEHIND);
    // Stopping the thread delivers its last samples, which also belong to the trial.
    await sampler.stop();
    const energies = await writer.written(() => closeRecording(opened, sources, exit_code));
    await writer.folded();
    file.look();
    const study_path = file.is_gone ? saved(file, parts, options) : options.study_path;
    const total = phaseTotal(energies, sources);
    return {
      command: options.command,
      exit_code,
      duration_s: secondsBetween(t_begin_ns, t_end_ns),
      study: study_path,
      energy: sourceEnergies(energies, sources),
      total,
      carbon: carbonOf(total.energy_j, total.ci, parts.settings),
    };
  } catch (error) {
    if (study && recorder && signals.before.aborted)
      throw await stopped(study, recorder, String(signals.before.reason));
    if (error instanceof AuditError && error.code === 'input') started = false;
    file?.look();
    if (file?.is_gone) throw file.rescue(parts);
    throw asWriteError(options.study_path, error);
  } finally {
    await sampler.stop();
    if (file) file.close();
    else if (study) closeStudyFile(study);
    if (!started) rmSync(options.study_path);
    signals.close();
  }
}

/** A full disk must not end the user's command, nor cost its result: the recording goes on in memory. */
function goesOnInMemory(study: StudyFile, error: unknown, { onTrouble }: RecordOptions): boolean {
  try {
    if (!moveToMemory(study)) return false;
  } catch {
    return false; // what is in the file cannot be read either
  }
  onTrouble?.(`${messageOf(error)}. The recording goes on in memory: its result is whole, the study is not`);
  return true;
}

/** Where the data is of a study whose file is gone. */
function saved(file: StudyWatch, parts: EngineParts, { onTrouble, study_path }: RecordOptions): string {
  const gone = file.rescue(parts);
  onTrouble?.(gone.message, 'fails');
  return gone.saved_path ?? study_path;
}

/** Stores the end of the recording, and returns the energies of the command. */
function closeRecording(study: StudyFile, sources: readonly Source[], exit_code: number): StoredEnergy[] {
  const energies = storeTrialEnergies(study, TRIAL, sources).filter(({ phase }) => phase === COMMAND_PHASE);
  const state = exit_code === 0 ? 'done' : 'failed';
  const flags = [...new Set(energies.flatMap((energy) => energy.flags))];
  const message = exit_code === 0 ? null : `the command ended with exit code ${exit_code}`;
  endTrial(study, TRIAL, { state, ended_unix_ms: unixMs(), message, flags });
  endStudy(study, { state: 'done', ended_unix_ms: unixMs(), exit_code });
  return energies;
}

/** Ends a study whose command never began. */
async function stopped(study: StudyFile, writer: Recorder, signal: string): Promise<AuditError> {
  const message = `stopped by ${signal} before the command began`;
  await writer.written(() => {
    endTrial(study, TRIAL, { state: 'aborted', ended_unix_ms: unixMs(), message, flags: [] });
    endStudy(study, { state: 'aborted', ended_unix_ms: unixMs(), exit_code: null });
  });
  return new AuditError('aborted', `${message}; nothing was run`);
}

/** Samples the machine without the command, to find its idle power. */
async function takeBaseline(
  study: StudyFile,
  writer: Recorder,
  sampler: Sampler,
  idle_s: number,
  signal: AbortSignal,
): Promise<void> {
  sampler.mark();
  const begin_ns = monotonicNs();
  writer.write(() => beginPhase(study, TRIAL, IDLE_PHASE, begin_ns));
  await sleep(idle_s * 1000, undefined, { signal });
  const end_ns = monotonicNs();
  writer.write(() => endPhase(study, TRIAL, IDLE_PHASE, end_ns));
  sampler.mark();
}
