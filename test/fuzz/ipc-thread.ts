// The thread of ipc.ts: sends messages to the real handlers and watches what they answer and what they touch.
import dgram from 'node:dgram';
import fs from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { DROP, REQUESTS } from '../../core/contract/ipc.ts';
import type { Design } from '../../core/design/design.ts';
import { messageOf } from '../../core/errors.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings.ts';
import { composeParts } from '../../engine/setup/compose.ts';
import { StudyReader } from '../../engine/study-reader/client.ts';
import type { StudyAsk } from '../../engine/study-reader/protocol.ts';
import { writeBigStudy } from '../bench/big-study.ts';
import { randomOf } from '../crash/attack.ts';
import { nodeReader } from '../engine/study-reader/node-process.ts';
import { below, pick } from './damage.ts';
import * as electron from './electron-stub.ts';
import type { IpcTask } from './ipc.ts';
import { message } from './ipc-messages.ts';

const { seed, count, dir } = workerData as IpcTask;
const STUB = new URL('./electron-stub.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: STUB, shortCircuit: true } : next(name, context),
});

const SECRET = 'hunter2';
const inside = (...parts: string[]): string => path.join(dir, ...parts);
for (const folder of ['data', 'chosen', 'strangers']) fs.mkdirSync(inside(folder));
const good = inside('chosen', 'good.wattproof');
writeBigStudy(good, { trials: 8, samples: 800 });
const strangers = ['secret.csv', 'secret.wattproof', 'folder-of-the-page'].map((name) =>
  inside('strangers', name),
);
fs.writeFileSync(strangers[0] ?? '', `${SECRET},class\n1,2\n`);
fs.copyFileSync(good, strangers[1] ?? '');
fs.writeFileSync(inside('chosen', 'data.csv'), 'a,class\n1,x\n2,y\n');

/** Files touched outside the places that were handed out. */
const outside = new Set<string>();
let packets = 0;
watchFiles();
dgram.createSocket = () => {
  packets += 1;
  throw new Error('the fuzzed handlers open no socket');
};
syncBuiltinESMExports();

const lost: string[] = [];
process.on('uncaughtException', (error) => lost.push(`uncaught: ${messageOf(error)}`));
process.on('unhandledRejection', (error) => lost.push(`unhandled: ${messageOf(error)}`));

const { studyHandles } = await import('../../electron/handles.ts');
const { dataPaths } = await import('../../electron/data-paths.ts');
const { openedStudies } = await import('../../electron/opened-studies.ts');
const { log } = await import('../../electron/log.ts');
const { checkFolder } = await import('../../engine/setup/check-folder.ts');

const studies = studyHandles();
const known = {
  studies: [studies.hand(good).study],
  reports: [] as string[],
  data: inside('chosen', 'data.csv'),
  strangers: [...strangers, '/etc/passwd', '/proc/self/environ', path.join(homedir(), '.ssh', 'id_rsa')],
};
let settings: Settings = DEFAULT_SETTINGS;
const usual_dir = inside('data', 'studies');
const reader = new StudyReader(nodeReader(), log);
const ask = reader.ask.bind(reader);
const asked = (one: StudyAsk) => {
  if (!one.path.startsWith(inside('chosen'))) outside.add(one.path);
  return ask(one as never);
};
const begun: string[] = [];
const context = {
  parts: () => composeParts({ dist_dir: inside('dist'), app_version: '0', settings, log }),
  settings: () => settings,
  async keepSettings(next: Settings) {
    if (next.studies_dir !== null) await checkFolder(next.studies_dir);
    settings = next;
  },
  window: () => ({}),
  emit: () => {},
  studies,
  sweep: {
    start(_parts: unknown, { data }: Design, study: string) {
      begun.push(study);
      if ('path' in data && data.path !== known.data) outside.add(data.path);
    },
    resume(_parts: unknown, study: string) {
      if (!study.startsWith(inside('chosen'))) outside.add(study);
    },
    abort: () => {},
    control: () => ({ askPause() {}, resume() {}, enterWall: () => null, wall_readings: [] }),
    progress: () => null,
    isRunning: () => false,
    settled: async () => {},
  },
  reader: Object.assign(reader, { ask: asked }),
  data: dataPaths(null),
  studiesDir: () => settings.studies_dir ?? usual_dir,
  folders: new Set<string>(),
  usual_dir,
  opened: openedStudies(inside('data', 'opened.json'), () => [usual_dir]),
  takeOpenStudy: () => null,
};
context.data.allow(known.data);

const HANDLERS = new URL('../../electron/handlers/', import.meta.url);
for (const file of fs.readdirSync(HANDLERS)) {
  const room = (await import(new URL(file, HANDLERS).href)) as Record<string, unknown>;
  for (const [name, register] of Object.entries(room))
    if (name.startsWith('handle') && typeof register === 'function') register(context, async () => {});
}

const random = randomOf(seed);
const channels = [...Object.keys(REQUESTS), DROP.channel];
const page = { url: 'wattproof://app/index.html' };
for (let i = 0; i < count; i += 1) {
  const channel = pick(random, channels);
  electron.dialogs.next = pick(random, [null, good, inside('chosen', `made-${below(random, 5)}`)]);
  // A drop comes from Electron, which takes the path from a real file.
  const args = channel === DROP.channel ? [good] : message(channel, random, known);
  const is_foreign = random() < 0.02;
  const event = {
    sender: { mainFrame: page },
    senderFrame: is_foreign ? { url: 'https://evil.example/' } : page,
  };
  const fault = await faultOf(channel, event, args);
  if (fault !== null) lost.push(`message ${i} of seed ${seed}, ${channel} ${shortly(args)}: ${fault}`);
}
const places = begun.filter(
  (study) => !study.startsWith(usual_dir) && !context.folders.has(path.dirname(study)),
);
for (const study of places) lost.push(`a sweep was written to ${study}`);
reader.close();
parentPort?.postMessage(lost.slice(0, count));

async function faultOf(channel: string, event: unknown, args: unknown[]): Promise<string | null> {
  outside.clear();
  packets = 0;
  electron.shown.length = 0;
  let answer: unknown;
  try {
    answer = await electron.handlers.get(channel)?.(event, ...(structuredClone(args) as unknown[]));
  } catch (error) {
    return `the handler threw ${messageOf(error)}`;
  }
  const result = answer as { ok: boolean; value?: unknown; error?: { code: string; message: string } };
  if (typeof result?.ok !== 'boolean') return 'no result came back';
  if (result.error?.code === 'internal') return `an internal error: ${result.error.message}`;
  if (JSON.stringify(result)?.includes(SECRET))
    return 'the answer has the content of a file that nobody chose';
  if (outside.size > 0) return `it touched ${[...outside].join(', ')}`;
  const strange = electron.shown.filter(
    (one) => one !== context.studiesDir() && !one.startsWith(inside('chosen')),
  );
  if (strange.length > 0) return `it showed ${strange.join(', ')}`;
  if (packets > 0) return 'it opened a socket';
  if (channel === 'report:export' && result.ok && result.value !== null)
    known.reports.push((result.value as { report: string }).report);
  return null;
}

/** Notes every file that is touched among the strangers. */
function watchFiles(): void {
  const watched = [
    'open',
    'readFile',
    'writeFile',
    'mkdir',
    'stat',
    'access',
    'readdir',
    'rename',
    'copyFile',
  ];
  const note = (given: unknown): void => {
    const file =
      typeof given === 'string' || given instanceof URL || Buffer.isBuffer(given) ? String(given) : '';
    const full = path.resolve(file);
    if (full.startsWith(inside('strangers')) || /^\/(etc|root)\//.test(full) || full === '/proc/self/environ')
      outside.add(full);
  };
  const wrap = (holder: Record<string, unknown>, name: string): void => {
    const real = holder[name] as (...args: unknown[]) => unknown;
    holder[name] = (...args: unknown[]) => {
      note(args[0]);
      return real.apply(holder, args);
    };
  };
  for (const name of watched) {
    wrap(fs.promises as unknown as Record<string, unknown>, name);
    wrap(fs as unknown as Record<string, unknown>, `${name}Sync`);
  }
}

function shortly(args: unknown[]): string {
  const text = JSON.stringify(args, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
