// Places to search for the driver's library on each system.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraryCandidates } from 'node-nvml';
import { expect, test } from 'vitest';

test('Linux: by name first, then the distributions’ folders; in WSL the Windows side’s before all', () => {
  expect(libraryCandidates('linux', false)).toEqual([
    'libnvidia-ml.so.1',
    '/usr/lib/x86_64-linux-gnu/libnvidia-ml.so.1',
    '/usr/lib/aarch64-linux-gnu/libnvidia-ml.so.1',
    '/usr/lib64/libnvidia-ml.so.1',
    '/run/opengl-driver/lib/libnvidia-ml.so.1',
  ]);
  expect(libraryCandidates('linux', true)[0]).toBe('/usr/lib/wsl/lib/libnvidia-ml.so.1');
  expect(libraryCandidates('linux', true).join()).not.toContain('stubs');
  expect(libraryCandidates('darwin', false)).toEqual([]);
});

test('Windows: by name, NVSMI, then the driver store from the newest', () => {
  const root = mkdtempSync(join(tmpdir(), 'fake-windows-'));
  const store = join(root, 'System32', 'DriverStore', 'FileRepository');
  const add = (folder: string, changed_s: number, file = 'nvml.dll'): string => {
    mkdirSync(join(store, folder), { recursive: true });
    const path = join(store, folder, file);
    writeFileSync(path, '');
    utimesSync(path, changed_s, changed_s);
    return path;
  };
  try {
    const older = add('nv_dispi.inf_amd64_0f', 1_600_000_000);
    const newer = add('nv_dispig.inf_amd64_a1', 1_700_000_000);
    add('nv_dispsi.inf_amd64_77', 1_800_000_000, 'other.dll');
    add('iigd_dch.inf_amd64_12', 1_800_000_000);
    expect(libraryCandidates('win32', false, { SystemRoot: root, ProgramW6432: '/pf' })).toEqual([
      'nvml.dll',
      '/pf/NVIDIA Corporation/NVSMI/nvml.dll',
      newer,
      older,
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
