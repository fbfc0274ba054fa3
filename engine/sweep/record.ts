// Records the energy of any command from start to end as a study of one trial, and passes on its exit code.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { carbonOf } from '../../core/carbon/carbon.ts';
import { AuditError, messageOf } from '../../core/errors.ts';
import type { Source } from '../../core/source.ts';
import { COMMAND_PHASE, IDLE_PHASE } from '../../core/study/phase.ts';
import type { RecordDocument } from '../../core/study/record-document.ts';
import { secondsBetween } from '../../core/units.ts';
import { beginPhase, endPhase } from '../../db/phases.ts';
import { endStudy } from '../../db/studies.ts';
import { asWriteError, closeStudyFile, type StudyFile } from '../../db/study-file.ts';
import { beginTrial, endTrial, insertRecording } from '../../db/trials.ts';
import { type Sampler, startSampler } from '../sampling/sampler.ts';
import { monotonicNs, unixMs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import { phaseTotal, sourceEnergies, storeTrialEnergies } from '../study/trial-energy.ts';
import { beginRecordStudy } from './begin-study.ts';
import { Recorder, SAMPLER_BEHIND } from './recorder.ts';

export interface RecordOptions {
  /** Program and arguments, as the shell would run them; no shell is used. */
  readonly command: readonly [string, ...string[]];
  readonly study_path: string;
  /** Seconds of idle baseline before the command; 0 or absent: none, and no net energy. */
  readonly idle_s?: number;
  /** Destination of the command's output: `inherit`, or stderr when stdout is reserved for a JSON document. */
  readonly stdout: 'inherit' | 'stderr';
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
  const sampler = await startSampler(parts, {
    onBatch: (batch) => recorder?.batch(batch),
    onFailure: (message) => recorder?.event('sampler_failed', message),
  });
  const { sources } = sampler;
  const edge_s = edgeOf(sources);
  let study: StudyFile | null = null;
  let [started, fault]: [boolean, unknown] = [true, null];
  try {
    study = await beginRecordStudy(parts, {
      command: options.command,
      sampler,
      path: options.study_path,
    });
    // A full disk must not end the user's command, so the error waits until it is done.
    recorder = new Recorder(study, (error) => {
      fault = error;
    });
    insertRecording(study, TRIAL);
    beginTrial(study, TRIAL, unixMs());
    recorder.follow(TRIAL);
    await sleep(edge_s * 1000);
    if (options.idle_s) await takeBaseline(study, sampler, options.idle_s);
    const t_begin_ns = monotonicNs();
    beginPhase(study, TRIAL, COMMAND_PHASE, t_begin_ns);
    sampler.mark();
    const exit_code = await runCommand(options);
    if (fault !== null) throw fault;
    const t_end_ns = monotonicNs();
    endPhase(study, TRIAL, COMMAND_PHASE, t_end_ns);
    sampler.mark();
    await sleep(edge_s * 1000);
    if (!(await sampler.caughtUp())) recorder.event('sampler_behind', SAMPLER_BEHIND);
    // Stopping the thread delivers its last samples, which also belong to the trial.
    await sampler.stop();
    if (fault !== null) throw fault;
    const energies = storeTrialEnergies(study, TRIAL, sources).filter(({ phase }) => phase === COMMAND_PHASE);
    const state = exit_code === 0 ? 'done' : 'failed';
    const flags = [...new Set(energies.flatMap((energy) => energy.flags))];
    const message = exit_code === 0 ? null : `the command ended with exit code ${exit_code}`;
    endTrial(study, TRIAL, { state, ended_unix_ms: unixMs(), message, flags });
    endStudy(study, { state: 'done', ended_unix_ms: unixMs(), exit_code });
    const total = phaseTotal(energies, sources);
    return {
      command: options.command,
      exit_code,
      duration_s: secondsBetween(t_begin_ns, t_end_ns),
      study: options.study_path,
      energy: sourceEnergies(energies, sources),
      total,
      carbon: carbonOf(total.energy_j, total.ci, parts.settings),
    };
  } catch (error) {
    if (error instanceof AuditError && error.code === 'input') started = false;
    throw asWriteError(options.study_path, error);
  } finally {
    await sampler.stop();
    if (study) closeStudyFile(study);
    if (!started) rmSync(options.study_path);
  }
}

/** Samples the machine without the command, to find its idle power. */
async function takeBaseline(study: StudyFile, sampler: Sampler, idle_s: number): Promise<void> {
  sampler.mark();
  beginPhase(study, TRIAL, IDLE_PHASE, monotonicNs());
  await sleep(idle_s * 1000);
  endPhase(study, TRIAL, IDLE_PHASE, monotonicNs());
  sampler.mark();
}

/** The command's exit code as a shell reports it: 128 + n for signal n. */
async function runCommand({ command: [program, ...args], stdout }: RecordOptions): Promise<number> {
  const child = spawn(program, args, { stdio: ['inherit', stdout === 'stderr' ? 2 : 'inherit', 'inherit'] });
  // The terminal sends an interrupt to the whole process group: the command reacts, and the recording ends with it.
  const ignore = (): void => {};
  const forward = (): void => void child.kill('SIGTERM');
  process.on('SIGINT', ignore).on('SIGTERM', forward);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal ? constants.signals[signal] : 0);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'no such command' : messageOf(error);
    throw new AuditError('input', `cannot run ${program}: ${reason}; check its name and the PATH`, {
      cause: error,
    });
  } finally {
    process.off('SIGINT', ignore).off('SIGTERM', forward);
  }
}
