// Starts the sweep on a virtual clock in a process of its own, and reads its vital signs.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Vitals } from './vitals.ts';

export type DayVitals = Vitals & {
  readonly trial: number;
  readonly virtual_h: number;
  readonly study_b: number;
};

export interface Day {
  readonly vitals: readonly DayVitals[];
  readonly end: { readonly state: string; readonly message: string | null; readonly trials: number };
}

export function runDay(hours: number): Day {
  const script = fileURLToPath(new URL('./virtual-day.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--expose-gc', script, String(hours)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the sweep ended with ${status}: ${stderr}`);
  const lines = stdout.trimEnd().split('\n');
  const end = JSON.parse(lines.pop() ?? '') as Day['end'];
  return { vitals: lines.map((line) => JSON.parse(line) as DayVitals), end };
}
