// The machine's inventory: complete in shape, private in name, from the roots it was given.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readEnvironment } from '../../../native/environment.ts';
import { governor, inventory } from '../../../native/system/inventory.ts';
import { parseOsRelease } from '../../../native/system/os-name.ts';
import { type FakeProc, makeProc } from '../../fixtures/proc/make-proc.ts';

let proc: FakeProc | undefined;
const folder = mkdtempSync(join(tmpdir(), 'fake-cpu-'));
afterEach(() => {
  proc?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('it tells what the machine is, and the host by a hash alone', async () => {
  proc = makeProc({ model: 'AMD Ryzen 9 7950X 16-Core Processor', threads: 32, memory_kb: 65_000_000 });
  const gpu = { name: 'RTX', uuid: 'GPU-1', driver: '570', memory_b: 8, power_limit_w: 250 };
  const machine = await inventory({ ...readEnvironment(), proc_root: proc.root }, '9.9.9', [gpu]);
  expect(machine).toMatchObject({
    cpu_model: 'AMD Ryzen 9 7950X 16-Core Processor',
    cpu_threads: 32,
    memory_b: 65_000_000 * 1024,
    gpus: [gpu],
    app_version: '9.9.9',
    arch: process.arch,
    node_version: process.versions.node,
  });
  expect(machine.hostname_hash).toMatch(/^[0-9a-f]{12}$/);
  expect(JSON.stringify({ ...machine, os: '', kernel: '' })).not.toContain(`"${hostname()}"`);
  expect(machine.os).not.toBe('');
  expect((await inventory(readEnvironment(), '1')).hostname_hash).toBe(machine.hostname_hash);
});

test('the governor, where the kernel has one', () => {
  expect(governor(folder)).toBeNull();
  mkdirSync(join(folder, 'cpu0', 'cpufreq'), { recursive: true });
  writeFileSync(join(folder, 'cpu0', 'cpufreq', 'scaling_governor'), 'powersave\n');
  expect(governor(folder)).toBe('powersave');
});

test('the name in an os-release file', () => {
  expect(parseOsRelease('NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')).toBe(
    'Debian GNU/Linux 12 (bookworm)',
  );
  expect(parseOsRelease('PRETTY_NAME=Alpine\n')).toBe('Alpine');
  expect(parseOsRelease('ID=x\n')).toBeNull();
});
