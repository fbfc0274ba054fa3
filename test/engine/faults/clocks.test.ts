// The calendar set by an hour, and an hour of sleep, in the middle of a recording: neither adds or loses a joule.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { SourceEnergy } from '../../../core/energy/source-energy.ts';
import { buildShiftClock } from '../../fixtures/clock/build-shift-clock.ts';

const PROGRAM = fileURLToPath(new URL('./clock-program.ts', import.meta.url));

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function recorded(mode: 'step' | 'sleep'): {
  readonly duration_s: number;
  readonly cpu: SourceEnergy;
  readonly events: readonly string[];
} {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-clock-'));
  folders.push(folder);
  const shift = join(folder, 'shift');
  writeFileSync(shift, '0\n');
  const text = execFileSync(process.execPath, ['--no-warnings', PROGRAM, mode], {
    encoding: 'utf8',
    env: { ...process.env, LD_PRELOAD: buildShiftClock(folder), SHIFT_CLOCK_FILE: shift },
  });
  return JSON.parse(text);
}

test('a calendar set an hour ahead is an event, and the energy is unchanged', () => {
  const { duration_s, cpu, events } = recorded('step');
  expect(duration_s).toBeLessThan(10);
  expect(events).toContain('clock_stepped');
  expect(events).not.toContain('suspended');
  expect(cpu.flags).not.toContain('suspended');
  expect((cpu.energy_j as number) / duration_s).toBeGreaterThan(16);
  expect((cpu.energy_j as number) / duration_s).toBeLessThan(24);
});

test("an hour of sleep is flagged, and the counter's gain meanwhile is not energy of the phase", () => {
  const { duration_s, cpu, events } = recorded('sleep');
  expect(duration_s).toBeLessThan(10);
  expect(events).toContain('suspended');
  expect(cpu.flags).toContain('suspended');
  // 72 kJ went into the counter during the sleep; two seconds at 20 W are 40 J, less the interval across the sleep.
  expect(cpu.energy_j as number).toBeGreaterThan(20);
  expect(cpu.energy_j as number).toBeLessThan(50);
  expect(cpu.gap_s).toBeGreaterThan(0);
});
