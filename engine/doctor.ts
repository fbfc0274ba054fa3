// What this machine can measure, how well, and how to fix what is missing.
import type { DoctorDocument } from '../core/documents.ts';
import { messageOf } from '../core/errors.ts';
import type { Backend } from '../core/trainer-protocol.ts';
import { closeMeters, openMeters } from '../native/meters.ts';
import { inventory } from '../native/system/inventory.ts';
import { askHello } from '../native/trainer/process.ts';
import type { EngineParts } from './parts.ts';

export async function inspectMachine(parts: EngineParts): Promise<DoctorDocument> {
  const { meters, reports, gpus } = openMeters(parts.env);
  closeMeters(meters);
  const [machine, backends] = await Promise.all([
    inventory(parts.env, parts.app_version, gpus),
    backendsOf(parts),
  ]);
  return { machine, sources: reports.map((report) => ({ ...report, probe: null })), trainer: { backends } };
}

/** A trainer that cannot answer is a finding of the doctor, not a failure of it. */
async function backendsOf(parts: EngineParts): Promise<readonly Backend[]> {
  try {
    return await askHello(parts.trainer_path);
  } catch (error) {
    return [
      {
        name: 'trainer',
        available: false,
        device: null,
        precisions: [],
        reason: messageOf(error),
        isa: null,
      },
    ];
  }
}
