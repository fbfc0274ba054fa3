// Messages for a trainer that did not start or crashed.
import { TRAINER_EXIT } from '../../core/trainer-protocol.ts';
import type { ChildEnd } from './child.ts';
import { shortened } from './message-lines.ts';

/** The reason why the program could not start, and what to do. */
export function startFailure(path: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') {
    return `expected the trainer at ${path}, but there is no such file; build it with native/trainer/build.sh or set WATTPROOF_TRAINER`;
  }
  if (error.code === 'EACCES') {
    return `the trainer ${path} cannot be executed; check its permissions (chmod +x) or set WATTPROOF_TRAINER`;
  }
  return `the trainer ${path} cannot be started (${error.code ?? error.message}); it may be built for another machine: rebuild it or set WATTPROOF_TRAINER`;
}

/** One line on how it ended, with the last line of its log. */
export function crashWords({ exit_code, signal, stderr_tail, half_line }: ChildEnd): string {
  const meaning = exit_code !== null && exit_code !== 0 ? TRAINER_EXIT[exit_code] : undefined;
  const how =
    signal !== null
      ? `was killed by ${signal}${signal === 'SIGKILL' ? ' (memory may have run out)' : ''}`
      : `ended with exit code ${exit_code}${meaning ? ` (${meaning})` : ''}`;
  const by = signal === 'SIGTERM' || exit_code === 130 ? ', and not by Wattproof' : '';
  const where = half_line === '' ? '' : ' in the middle of a line';
  const said = stderr_tail.trim().split('\n').at(-1) ?? '';
  const log =
    said === ''
      ? 'its log is empty; run it in a terminal to see why'
      : `its log ends with: ${shortened(said)}`;
  return `expected a result, but the trainer ${how}${by}${where}; ${log}`;
}
