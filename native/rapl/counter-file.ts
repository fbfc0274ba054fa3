// One energy_uj file, opened once and read at offset 0 (about 1 us): gives a number, or null with the reason.
import { closeSync, fstatSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import type { ReadFlag } from '../../core/source.ts';
import { readAtStart } from '../system/read-at-start.ts';

/** Opens a file for reading and returns its descriptor; replaceable, so that tests of a refusal run as any user. */
export type OpenFile = (path: string) => number;
export const openForReading: OpenFile = (path) => openSync(path, 'r');

export interface CounterFile {
  /** The counter in microjoules, above 0; null when it cannot be read now. Never throws. */
  read(): number | null;
  /** Reason why the last `read` returned null. */
  readonly fault: ReadFlag;
  close(): void;
}

const REFUSED: readonly unknown[] = ['EACCES', 'EPERM'];
const faultOf = (error: unknown): ReadFlag =>
  REFUSED.includes((error as NodeJS.ErrnoException).code) ? 'no_permission' : 'read_failed';

const { EACCES, EPERM } = constants.errno;
const ZERO = 48;

/** Parses a whole file as a count: digits, then white space to the end; null for anything else. */
function countIn(buffer: Uint8Array, bytes: number): number | null {
  let count = 0;
  let at = 0;
  for (; at < bytes; at++) {
    const digit = (buffer[at] as number) - ZERO;
    if (digit < 0 || digit > 9) break;
    count = count * 10 + digit;
  }
  if (at === 0) return null;
  for (; at < bytes; at++) if (buffer[at] !== 10 && buffer[at] !== 32) return null;
  return count;
}

/**
 * Throws the system's own error (EACCES, ENOENT) when the file cannot be opened. A counter that reads 0 counts as
 * missing. Once in 2^32 steps the 0 is true, and that costs one reading; but to trust a driver's false 0 would add a
 * wrap on the way down and all the energy since boot on the way up.
 */
export function openCounterFile(path: string, open: OpenFile = openForReading): CounterFile {
  const buffer = Buffer.alloc(64);
  let fd: number | null = open(path);
  let last_uj: number | null = null;
  let closed = false;
  let fault: ReadFlag = 'read_failed';

  function release(): void {
    if (fd !== null) closeSync(fd);
    fd = null;
  }

  /** A reloaded driver creates a new file under the old name, so a lost file is opened again. */
  function reopen(): boolean {
    release();
    if (closed) return false;
    try {
      fd = open(path);
      return true;
    } catch (error) {
      fault = faultOf(error);
      return false;
    }
  }

  function readOpen(): number | null {
    fault = 'read_failed';
    if (fd === null) return null;
    const bytes = readAtStart(fd, buffer);
    if (bytes >= 0) return countIn(buffer, bytes);
    if (bytes === -EACCES || bytes === -EPERM) fault = 'no_permission';
    return null;
  }

  function isDeleted(): boolean {
    try {
      return fd === null || fstatSync(fd).nlink === 0;
    } catch {
      return true;
    }
  }

  return {
    read() {
      let value_uj = readOpen();
      // A live counter moves every millisecond. One that does not may be a deleted file that is still open.
      if (value_uj === null || (value_uj === last_uj && isDeleted())) value_uj = reopen() ? readOpen() : null;
      last_uj = value_uj;
      if (value_uj !== 0) return value_uj;
      fault = 'zero_reading';
      return null;
    },
    get fault() {
      return fault;
    },
    close() {
      closed = true;
      release();
    },
  };
}
