// Reports a fault of the program itself: one line to the user, the stack to the log, exit code 1.
import { messageOf } from '../core/errors.ts';
import type { Log } from '../engine/setup/log.ts';
import { printAside, printError } from './output.ts';

/** Reports the error and ends the program, whatever else is still running. */
export function crash(log: Log, error: unknown): void {
  const is_logged = log.error('the terminal program', error);
  const details = is_logged ? `; the details are in ${log.path}` : '';
  process.exitCode = 1;
  printError(`unexpected error: ${messageOf(error)}${details}`);
  if (!is_logged && error instanceof Error) printAside(...(error.stack ?? '').split('\n'));
  process.stderr.write('', () => process.exit(1));
}

/** Covers unhandled rejections too: node raises them as exceptions. */
export function catchCrashes(log: Log): void {
  process.on('uncaughtException', (error) => crash(log, error));
}
