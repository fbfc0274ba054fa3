// Answers what this machine can measure.
import { inspectMachine } from '../../engine/doctor.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

export function handleMachine(context: AppContext): void {
  handle('machine:inspect', () => inspectMachine(context.parts()));
}
