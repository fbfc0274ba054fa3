// The log file: unexpected failures with their stacks, for whoever fixes them. Window and terminal write the same file.
// It contains no study data, host name or environment, and the user's home folder is written as ~.
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, parse } from 'node:path';
import electronLog from 'electron-log/node';
import { messageOf } from '../../core/errors.ts';
import { inert } from '../../core/words/inert.ts';

export interface Log {
  /** Path of the log; the first line creates the file. */
  readonly path: string;
  info(text: string): void;
  /** Logs an error with its stack and causes; `where` names the part that failed. False when it could not be written. */
  error(where: string, error: unknown): boolean;
}

/** Programs that write the log, possibly at the same time. */
export type LogWriter = 'window' | 'terminal';

const [FILES, MAX_BYTES] = [3, 2 ** 20];
/** Most characters of one entry. */
const MOST_CHARS = 16_384;
const MOST_CAUSES = 5;

/** Becomes false for good at the first line that cannot be written. */
let is_writable = true;

/** electron-log reports file errors through the first logger's console, whichever logger writes. */
electronLog.transports.console.level = false;
electronLog.transports.console.writeFn = ({ message }) => {
  if (!is_writable) return;
  is_writable = false;
  const reason = message.data.map(messageOf).join(' ').replace('electron-log.transports.file: ', '');
  process.stderr.write(`wattproof: the log cannot be written: ${inert(reason.split('\n')[0] ?? '')}\n`);
};

export function logPath(data_dir: string): string {
  return join(data_dir, 'logs', 'wattproof.log');
}

/** Where the window keeps its crash reports. */
export const crashFolder = (data_dir: string): string => join(data_dir, 'crashes');

/** The log's files that exist, the newest first. */
export function logFiles(path: string): string[] {
  const { dir, name, ext } = parse(path);
  const older = Array.from({ length: FILES - 1 }, (_, i) => join(dir, `${name}.${i + 1}${ext}`));
  return [path, ...older].filter((file) => existsSync(file));
}

/** Opens no file yet. A log that cannot be written is reported once on stderr and is not an error. */
export function openLog(data_dir: string, writer: LogWriter): Log {
  const path = logPath(data_dir);
  const logger = electronLog.create({ logId: `${writer} ${path}` });
  const { file, console } = logger.transports;
  console.level = false;
  file.setAppName('wattproof');
  file.resolvePathFn = () => path;
  file.maxSize = MAX_BYTES;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.format = '{text}';
  file.archiveLogFn = (full) => {
    try {
      rotate(path);
    } catch {
      // The folder does not allow renaming, so the file starts again from empty.
      full.clear();
    }
  };
  const write = (level: 'info' | 'error', text: string): void => {
    const line = `${new Date().toISOString()} ${writer} ${process.pid} ${level} ${withoutHome(text).slice(0, MOST_CHARS)}`;
    logger[level](line);
  };
  return {
    path,
    info: (text) => write('info', text),
    error(where, error) {
      write('error', `${where}: ${describeError(error)}`);
      return is_writable;
    },
  };
}

/** `wattproof.log` becomes `wattproof.1.log`, and so on; the oldest is deleted. No-op if another program has just done so. */
function rotate(path: string): void {
  if (statSync(path).size <= MAX_BYTES) return;
  const { dir, name, ext } = parse(path);
  const numbered = (n: number): string => (n === 0 ? path : join(dir, `${name}.${n}${ext}`));
  rmSync(numbered(FILES - 1), { force: true });
  for (let n = FILES - 2; n >= 0; n -= 1)
    if (existsSync(numbered(n))) renameSync(numbered(n), numbered(n + 1));
}

/** Stack and causes, but no other fields, which may contain a command's environment or a row of a study. */
function describeError(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  if (error.cause === undefined || depth === MOST_CAUSES) return own;
  return `${own}\ncaused by ${describeError(error.cause, depth + 1)}`;
}

const withoutHome = (text: string): string => {
  const home = homedir();
  return home.length > 1 ? text.replaceAll(home, '~') : text;
};
