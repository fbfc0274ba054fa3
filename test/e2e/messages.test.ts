// Messages of every kind through the real window: the app answers each, opens nothing that was not handed out, and sends
// no packet. Twenty thousand to the same handlers: test/fuzz/ipc.ts.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REQUESTS } from '../../core/contract/ipc.ts';
import { writeBigStudy } from '../bench/big-study.ts';
import { randomOf } from '../crash/attack.ts';
import { pick } from '../fuzz/damage.ts';
import { message } from '../fuzz/ipc-messages.ts';
import { answerDialogs } from './acts.ts';
import { type Launched, launch } from './launch.ts';

const COUNT = 400;

let it: Launched;
beforeAll(async () => {
  it = await launch();
});
afterAll(() => it?.close());

test(`${COUNT} messages: every one is answered, no stranger is touched, nothing is sent`, async () => {
  const good = path.join(it.dir, 'good.wattproof');
  writeBigStudy(good, { trials: 8, samples: 800 });
  mkdirSync(path.join(it.dir, 'strangers'));
  const stranger = (name: string): string => path.join(it.dir, 'strangers', name);
  copyFileSync(good, stranger('study.wattproof'));
  const before = readFileSync(stranger('study.wattproof'));
  writeFileSync(stranger('secret.csv'), 'hunter2,class\n1,2\n');
  await answerDialogs(it.dir, { open: good });
  const chosen = await it.page.evaluate(() => window.wattproof.call('study:choose'));
  if (!chosen.ok || chosen.value === null) throw new Error('nothing was chosen');
  await answerDialogs(it.dir, {});
  await it.app.evaluate(({ shell }) => {
    // There may be no file manager here.
    shell.openPath = async () => '';
  });
  const known = {
    studies: [chosen.value.study],
    reports: [],
    data: stranger('secret.csv'),
    strangers: [
      stranger('study.wattproof'),
      stranger('secret.csv'),
      stranger('made-by-the-page'),
      '/etc/passwd',
    ],
  };
  const random = randomOf(1);
  const channels = Object.keys(REQUESTS);
  const sent = Array.from({ length: COUNT }, () => {
    const channel = pick(random, channels);
    // Valid ones would train for a while.
    const args = message(channel, random, known, ['design:forecast', 'sweep:start']);
    return [channel, toJson(args)] as const;
  });
  const answers = await it.page.evaluate(async (messages) => {
    const call = window.wattproof.call as (...all: unknown[]) => Promise<unknown>;
    const got: string[] = [];
    for (const [channel, args] of messages)
      got.push(JSON.stringify(await call(channel, ...(JSON.parse(args) as unknown[]))));
    return got;
  }, sent);
  const faults = answers.flatMap((answer, i) => {
    const { ok, error } = JSON.parse(answer) as { ok?: boolean; error?: { code: string } };
    const is_right = typeof ok === 'boolean' && error?.code !== 'internal' && !answer.includes('hunter2');
    return is_right ? [] : [`${sent[i]?.join(' ')}: ${answer}`];
  });
  expect(faults).toEqual([]);
  expect(existsSync(stranger('made-by-the-page'))).toBe(false);
  expect(readdirSync(path.join(it.dir, 'strangers')).sort()).toEqual(['secret.csv', 'study.wattproof']);
  expect(readFileSync(stranger('study.wattproof')).equals(before)).toBe(true);
  expect(await it.page.evaluate(() => window.wattproof.call('settings:get'))).toMatchObject({ ok: true });
  expect(await udpSockets()).toEqual([]);
});

const toJson = (args: unknown[]): string =>
  JSON.stringify(args, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** UDP sockets of the app's processes, by their inode. */
async function udpSockets(): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const inodes = new Set(
    ['udp', 'udp6'].flatMap((table) =>
      existsSync(`/proc/net/${table}`)
        ? readFileSync(`/proc/net/${table}`, 'latin1')
            .split('\n')
            .slice(1)
            .map((line) => line.trim().split(/\s+/)[9] ?? '')
        : [],
    ),
  );
  const pids = await it.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  return pids.flatMap((pid) => {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).flatMap((fd) => {
      try {
        const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(path.join(folder, fd)))?.[1];
        return inode !== undefined && inodes.has(inode) ? [`${pid}: ${inode}`] : [];
      } catch {
        return []; // closed meanwhile
      }
    });
  });
}
