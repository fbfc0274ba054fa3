import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { insertEvent } from '../../../db/events.ts';
import { closeStudyFile, createStudyFile } from '../../../db/study-file.ts';

const OPENER = fileURLToPath(new URL('./opener.ts', import.meta.url));
const NO_LOCKS = fileURLToPath(new URL('./no-locks.c', import.meta.url));
/** The user without rights, as whom root looks at a folder that cannot be written. */
const NOBODY = 65534;

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'wattproof-places-'));
  chmodSync(made, 0o755);
  return made;
};

/** A study with one event, and its file and log as a killed writer leaves them. */
function study() {
  const path = join(folder(), 's.wattproof');
  const opened = createStudyFile(path);
  insertEvent(opened, { trial: null, t_ns: 1, kind: 'note', message: 'one' });
  const killed = join(folder(), 'k.wattproof');
  copyFileSync(path, killed);
  copyFileSync(`${path}-wal`, `${killed}-wal`);
  closeStudyFile(opened);
  return { path, killed };
}

const run = async (
  words: readonly string[],
  options: { env?: Record<string, string> } = {},
): Promise<string> => {
  const env = { ...process.env, ...options.env };
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', OPENER, ...words], {
    env,
  });
  return stdout.trim();
};

describe.skipIf(process.platform === 'win32')('a folder that cannot be written', () => {
  const as_user = process.getuid?.() === 0 ? [String(NOBODY)] : [];
  const lock = (path: string): void => {
    const dir = join(path, '..');
    for (const file of readdirSync(dir)) chmodSync(join(dir, file), 0o444);
    chmodSync(dir, 0o555);
    onTestFinished(() => chmodSync(dir, 0o755));
  };

  test('a closed study is read, a copy without its log too, and a log must go to another folder first', async () => {
    const { path, killed } = study();
    const alone = join(folder(), 'alone.wattproof');
    copyFileSync(killed, alone);
    for (const one of [path, killed, alone]) lock(one);
    expect(await run(['read', path, ...as_user])).toBe('1');
    expect(await run(['read', alone, ...as_user])).toBe('0');
    expect(await run(['read', killed, ...as_user])).toMatch(
      /^AuditError: .*k\.wattproof has its log beside it, which cannot be folded in .*copy both to another folder$/,
    );
    expect(await run(['write', path, ...as_user])).toMatch(/^AuditError: .*(cannot be written|readonly)/);
  });
});

describe.skipIf(process.platform !== 'linux')('a network drive without locks', () => {
  test('is named as one of the two reasons', async () => {
    const library = join(folder(), 'no-locks.so');
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, NO_LOCKS, '-ldl']);
    const { path } = study();
    const env = { LD_PRELOAD: library };
    const tries = [
      ['read', path],
      ['create', join(folder(), 'new.wattproof')],
    ];
    for (const said of await Promise.all(tries.map((words) => run(words, { env }))))
      expect(said).toMatch(
        /^AuditError: .*locked by another program, or on a network drive without working locks; close that program, or copy the study to a local disk$/,
      );
  });
});

test('of several programs that begin the same study, one gets it', async () => {
  const path = join(folder(), 'same.wattproof');
  const said = await Promise.all([1, 2, 3].map(() => run(['create', path])));
  expect(said.filter((line) => line === '0')).toHaveLength(1);
  for (const line of said.filter((one) => one !== '0'))
    expect(line).toMatch(/same\.wattproof already exists and is never overwritten; choose another name$/);
});

test('a study that another program has locked says so', async () => {
  const { path } = study();
  const other = new Database(path);
  other.exec('begin exclusive');
  onTestFinished(() => void other.close());
  expect(await run(['read', path])).toMatch(/is locked by another program/);
});
