// Finds out whether the process that writes a study is still running.
import type { StudyOwner } from '../../db/studies.ts';
import { bootId, isSameBoot, processExists, processStarted } from '../../native/system/process-identity.ts';

/** This process, as the owner of a study. */
export const thisOwner = (): StudyOwner => ({
  owner_pid: process.pid,
  owner_started: processStarted(process.pid),
  owner_boot_id: bootId(),
});

/**
 * True while the writer of a study runs; a killed one leaves its trial marked as running. Its number alone would not do:
 * another process gets it sooner or later. A study from before schema 7 holds nothing else.
 */
export function isAlive({ owner_pid, owner_started, owner_boot_id }: StudyOwner): boolean {
  if (owner_pid === null) return false;
  if (owner_boot_id && !isSameBoot(owner_boot_id, bootId())) return false;
  if (!processExists(owner_pid)) return false;
  const started = owner_started ? processStarted(owner_pid) : null;
  return started === null || started === owner_started;
}
