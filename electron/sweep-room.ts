// Holds the one sweep that may run: its progress, its abort and the promise of its end.
import { powerSaveBlocker } from 'electron';
import type { SweepEnd, SweepProgress } from '../core/contract/ipc.ts';
import type { Design } from '../core/design/design.ts';
import { AuditError, codeOf, messageOf } from '../core/errors.ts';
import type { EngineParts } from '../engine/setup/parts.ts';
import { resumeSweep } from '../engine/sweep/resume.ts';
import { StudyGone } from '../engine/sweep/study-watch.ts';
import { runSweep, type SweepOptions, type SweepOutcome } from '../engine/sweep/sweep.ts';
import { SweepControl } from '../engine/sweep/sweep-control.ts';
import type { StudyHandles } from './handles.ts';
import type { Emit } from './ipc.ts';
import { log } from './log.ts';
import type { SweepSigns } from './sweep-signs.ts';

export interface SweepRoom {
  /** Starts a sweep that writes `study_path`; throws `usage` while another sweep runs. */
  start(parts: EngineParts, design: Design, study_path: string): void;
  /** Goes on with the unfinished study at `study_path`; throws as `start` does. */
  resume(parts: EngineParts, study_path: string): void;
  /** Asks the running sweep to stop; finished trials stay in the study. No-op when none runs. */
  abort(): void;
  /** @throws AuditError `usage` when no sweep runs. */
  control(): SweepControl;
  progress(): SweepProgress | null;
  isRunning(): boolean;
  /** Resolves when no sweep runs any more. */
  settled(): Promise<void>;
}

/** A sweep that is begun or taken up again, with what the window wants to hear of it. */
type Sweep = (hooks: Omit<SweepOptions, 'design'>) => Promise<SweepOutcome>;

interface Running {
  readonly controller: AbortController;
  readonly control: SweepControl;
  progress: SweepProgress | null;
  ended: Promise<void>;
}

export function createSweepRoom(emit: Emit, signs: SweepSigns, studies: StudyHandles): SweepRoom {
  let running: Running | null = null;

  const run = async (sweep: Sweep, study_path: string, room: Running): Promise<SweepEnd> => {
    try {
      const { study, uuid, state, message } = await sweep({
        study_path,
        signal: room.controller.signal,
        control: room.control,
        onProgress: (progress) => {
          room.progress = progress;
          emit('sweep:progress', studies.handed(progress));
          signs.progress(progress);
        },
        onView: (view) => emit('live:samples', view),
      });
      studies.recorded(study, uuid);
      return { study, state, message };
    } catch (error) {
      if (error instanceof StudyGone) {
        studies.recorded(study_path, error.uuid);
        return { study: error.saved_path ?? study_path, state: 'failed', message: messageOf(error) };
      }
      const state = codeOf(error) === 'aborted' || room.controller.signal.aborted ? 'aborted' : 'failed';
      if (codeOf(error) === 'internal') log.error('the sweep', error);
      return { study: study_path, state, message: messageOf(error) };
    }
  };

  function begin(sweep: Sweep, study_path: string): void {
    if (running !== null) {
      throw new AuditError('usage', 'a sweep is already running: wait for it to end, or abort it');
    }
    // A machine that sleeps during a trial ruins it; the screen may still turn off.
    const blocker = powerSaveBlocker.start('prevent-app-suspension');
    const room: Running = {
      controller: new AbortController(),
      control: new SweepControl(),
      progress: null,
      ended: Promise.resolve(),
    };
    running = room;
    room.ended = run(sweep, study_path, room).then((end) => {
      powerSaveBlocker.stop(blocker);
      running = null;
      emit('sweep:ended', studies.handed(end));
      signs.ended(end);
    });
  }

  return {
    start: (parts, design, study_path) => begin((hooks) => runSweep(parts, { design, ...hooks }), study_path),
    resume: (parts, study_path) =>
      begin((hooks) => resumeSweep(parts, { on_changed_machine: 'refuse', ...hooks }), study_path),
    abort: () => running?.controller.abort(),
    control() {
      if (running === null) throw new AuditError('usage', 'no sweep is running: start one first');
      return running.control;
    },
    progress: () => running?.progress ?? null,
    isRunning: () => running !== null,
    settled: () => running?.ended ?? Promise.resolve(),
  };
}
