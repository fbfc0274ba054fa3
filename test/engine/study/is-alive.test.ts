import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import type { StudyOwner } from '../../../db/studies.ts';
import { isAlive, thisOwner } from '../../../engine/study/is-alive.ts';
import { bootId, isSameBoot, processStarted } from '../../../native/system/process-identity.ts';

const NOBODY: StudyOwner = { owner_pid: null, owner_started: null, owner_boot_id: null };

test('this process is alive, and a closed study has no owner', () => {
  expect(isAlive(thisOwner())).toBe(true);
  expect(isAlive(NOBODY)).toBe(false);
});

test('a process that ended is not alive, whatever its start and boot', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  expect(isAlive({ ...thisOwner(), owner_pid: pid })).toBe(false);
});

test('another process with the number of the writer is not the writer', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  onTestFinished(() => void child.kill());
  await once(child, 'spawn');
  const owner_pid = child.pid as number;
  const owner_started = processStarted(owner_pid);
  expect(owner_started).not.toBeNull();
  expect(isAlive({ ...thisOwner(), owner_pid, owner_started })).toBe(true);
  expect(isAlive({ ...thisOwner(), owner_pid, owner_started: `${owner_started}1` })).toBe(false);
});

test('after a restart of the machine nothing is still being made, even where number and start time fit', () => {
  expect(isAlive({ ...thisOwner(), owner_boot_id: 'b2c0e0aa-6d4b-4d42-8e30-3f4de1d4a4ce' })).toBe(false);
});

test('a study from before schema 7 is judged by the number of its process alone', () => {
  expect(isAlive({ ...NOBODY, owner_pid: process.pid })).toBe(true);
});

test('where a boot is known by its time, a clock set by a minute is the same boot, and an hour is not', () => {
  expect(isSameBoot(bootId(), bootId())).toBe(true);
  expect(isSameBoot('since:1700000000', 'since:1700000060')).toBe(true);
  expect(isSameBoot('since:1700000000', 'since:1700003600')).toBe(false);
  expect(isSameBoot('since:1700000000', 'b2c0e0aa-6d4b-4d42-8e30-3f4de1d4a4ce')).toBe(false);
});
