// Holds the one sweep that may run: its progress, its abort and the promise of its end.
import { powerSaveBlocker } from 'electron';
import type { SweepEnd, SweepProgress } from '../core/contract/ipc.ts';
import type { Design } from '../core/design/design.ts';
import { AuditError, codeOf, messageOf } from '../core/errors.ts';
import type { EngineParts } from '../engine/setup/parts.ts';
import { StudyGone } from '../engine/sweep/study-watch.ts';
import { runSweep } from '../engine/sweep/sweep.ts';
import { SweepControl } from '../engine/sweep/sweep-control.ts';
import type { StudyHandles } from './handles.ts';
import type { Emit } from './ipc.ts';
import { log } from './log.ts';
import type { SweepSigns } from './sweep-signs.ts';

export interface SweepRoom {
  /** Starts a sweep that writes `study_path`; throws `usage` while another sweep runs. */
  start(parts: EngineParts, design: Design, study_path: string): void;
  /** Asks the running sweep to stop; finished trials stay in the study. No-op when none runs. */
  abort(): void;
  /** @throws AuditError `usage` when no sweep runs. */
  control(): SweepControl;
  progress(): SweepProgress | null;
  isRunning(): boolean;
  /** Resolves when no sweep runs any more. */
  settled(): Promise<void>;
}

interface Running {
  readonly controller: AbortController;
  readonly control: SweepControl;
  progress: SweepProgress | null;
  ended: Promise<void>;
}

export function createSweepRoom(emit: Emit, signs: SweepSigns, studies: StudyHandles): SweepRoom {
  let running: Running | null = null;

  const run = async (
    parts: EngineParts,
    design: Design,
    study_path: string,
    room: Running,
  ): Promise<SweepEnd> => {
    try {
      const { study, uuid, state, message } = await runSweep(parts, {
        design,
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

  return {
    start(parts, design, study_path) {
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
      room.ended = run(parts, design, study_path, room).then((end) => {
        powerSaveBlocker.stop(blocker);
        running = null;
        emit('sweep:ended', studies.handed(end));
        signs.ended(end);
      });
    },
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
