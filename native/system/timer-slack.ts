// Linux lets the timers of a thread be late by 50 us, to wake fewer often; a thread that samples asks for less.
import koffi from 'koffi';

const PR_SET_TIMERSLACK = 29;
const SLACK_NS = 1000;

/**
 * Asks that the calling thread's timers be on time to a microsecond instead of 50 (prctl(2), PR_SET_TIMERSLACK). False
 * where the system does not know it: the thread is then as late as any other.
 */
export function sharpenTimers(platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'linux') return false;
  try {
    const UNSIGNED = 'unsigned long';
    const prctl = koffi.load(null).func('prctl', 'int', ['int', UNSIGNED, UNSIGNED, UNSIGNED, UNSIGNED]);
    return prctl(PR_SET_TIMERSLACK, SLACK_NS, 0, 0, 0) === 0;
  } catch {
    return false;
  }
}
