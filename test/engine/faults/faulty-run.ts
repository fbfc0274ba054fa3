// Records a command of some seconds with a fault in the middle, and returns the recording.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordDocument } from '../../../core/study/record-document.ts';
import { readEvents } from '../../../db/events.ts';
import { closeStudyFile, openStudyFile } from '../../../db/study-file.ts';
import type { EngineParts } from '../../../engine/setup/parts.ts';
import { recordCommand } from '../../../engine/sweep/record.ts';

export interface FaultyRun {
  readonly document: RecordDocument;
  readonly events: readonly { readonly kind: string; readonly message: string }[];
  /** Values stored as 0, which no source here ever has, so a 0 would stand for a missing one. */
  readonly zeros: number;
}

/** `onBegun` is called once the command runs, `fault` halfway through its sleep of `duration_s`. */
export async function faultyRun(
  parts: EngineParts,
  duration_s: number,
  fault: () => void,
  onBegun: () => void = () => {},
): Promise<FaultyRun> {
  const study_path = join(parts.env.data_dir, 'fault.wattproof');
  // The command signals its start, because the time that the recording samples before it depends on the sensors.
  const begun = join(parts.env.data_dir, 'begun');
  let timer = setInterval(() => {
    if (!existsSync(begun)) return;
    clearInterval(timer);
    onBegun();
    timer = setTimeout(fault, duration_s * 500);
  }, 10);
  try {
    const document = await recordCommand(parts, {
      command: ['sh', '-c', ': > "$0"; exec sleep "$1"', begun, String(duration_s)],
      study_path,
      stdout: 'stderr',
    });
    const study = openStudyFile(study_path, 'read');
    const events = readEvents(study);
    const { zeros } = study.db
      .prepare('select count(*) as zeros from sample where power_w = 0 or energy_j = 0')
      .get() as { zeros: number };
    closeStudyFile(study);
    return { document, events, zeros };
  } finally {
    clearTimeout(timer);
  }
}

/** No energy of a recording is negative, and no missing one is 0. */
export const energies = (document: RecordDocument): number[] =>
  document.energy.flatMap(({ energy_j }) => (energy_j === null ? [] : [energy_j]));
