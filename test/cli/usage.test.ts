import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { SCHEMA_VERSION } from '../../db/migrations/index.ts';
import { closeStudyFile, createStudyFile } from '../../db/study-file.ts';
import { answered, answeredJson } from './in-process.ts';
import { call, callJson, dataDir } from './wattproof.ts';

const dir = dataDir();
const file = (name: string, text: string): string => {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};
const csv = file('good.csv', 'precision,energy_j\nfp32,10\nfp32,11\nfp32,12\nfp16,8\nfp16,9\nfp16,7\n');
const design = (changes: object): string =>
  file(
    `design-${Math.random()}.json`,
    JSON.stringify({
      name: 'd',
      factors: { batch_size: [32, 64] },
      replicates: 2,
      data: { kind: 'synthetic', samples: 100, features: 4, classes: 2 },
      ...changes,
    }),
  );
const other = join(dir, 'other.wattproof');
new Database(other).exec('create table t (a)').close();
const newer = join(dir, 'newer.wattproof');
const study = createStudyFile(newer);
study.db.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
closeStudyFile(study);
const many = Array.from({ length: 100 }, (_, i) => i + 1);

/** One of each exit code as the shell sees it, and what starts the sampler's thread, next to the built program. */
const THROUGH_THE_DOOR = new Set([
  'no command',
  'an unknown command',
  'an absent CSV',
  'record of what is not there',
]);

test.each<[string, string[], number, RegExp]>([
  ['no command', [], 2, /^$/],
  [
    'an unknown command',
    ['measure'],
    2,
    /unknown command measure; expected one of doctor, design, forecast, run, record, analyze, power, report/,
  ],
  ['an unknown option', ['doctor', '--fast'], 2, /Unknown option '--fast'; usage: wattproof doctor/],
  ['a word where none belongs', ['doctor', 'please'], 2, /unexpected please; usage/],
  ['an option without its value', ['analyze', csv, '--response'], 2, /--response.*argument missing/],
  ['record without a command', ['record'], 2, /expected -- and then the command to run/],
  ['record of nothing', ['record', '--'], 2, /expected -- and then the command to run/],
  [
    'record of what is not there',
    ['record', '--', 'no-such-command'],
    1,
    /cannot run no-such-command: no such command/,
  ],
  ['analyze without a file', ['analyze'], 2, /expected study or CSV file, got nothing/],
  [
    'an absent CSV',
    ['analyze', join(dir, 'gone.csv'), '--response', 'a', '--factor', 'b'],
    1,
    /cannot read .*gone\.csv: there is no such file/,
  ],
  [
    'a CSV without its response',
    ['analyze', csv, '--response', 'watts', '--factor', 'precision'],
    1,
    /"watts", but the file has "precision", "energy_j"/,
  ],
  [
    'a CSV without a factor named',
    ['analyze', csv, '--response', 'energy_j'],
    2,
    /needs --response and at least one --factor/,
  ],
  [
    'a CSV with a word among the numbers',
    ['analyze', file('word.csv', 'p,energy_j\na,1\nb,two\n'), '--response', 'energy_j', '--factor', 'p'],
    1,
    /Line 3, column 2 \(energy_j\): expected a number, got "two"/,
  ],
  ['an empty CSV', ['analyze', file('empty.csv', ''), '--response', 'a', '--factor', 'b'], 1, /empty/],
  [
    'sums of squares of type 4',
    ['analyze', csv, '--response', 'energy_j', '--factor', 'precision', '--ss-type', '4'],
    2,
    /expects 2 or 3, got 4/,
  ],
  [
    'an alpha that is none',
    ['analyze', csv, '--alpha', 'small'],
    2,
    /--alpha expects a number from .* got small/,
  ],
  [
    'a study that is not SQLite',
    ['report', file('text.wattproof', 'hello')],
    1,
    /is not a study file \(not SQLite\)/,
  ],
  ['a SQLite file of another program', ['report', other], 1, /not a Wattproof study/],
  ['a study of a newer version', ['report', newer], 1, /update Wattproof/],
  ['an absent study', ['report', join(dir, 'gone.wattproof')], 1, /no study file at/],
  ['a report in an unknown format', ['report', newer, '--format', 'odt'], 2, /--format expects html/],
  [
    'a country that is none',
    ['record', '--region', 'XXX', '--', 'true'],
    2,
    /no grid factor for the country "XXX"/,
  ],
  [
    'a PUE below 1',
    ['record', '--pue', '0.5', '--', 'true'],
    2,
    /--pue expects a number from 1 to 5, got 0\.5/,
  ],
  [
    'an absent design',
    ['run', join(dir, 'gone.json')],
    1,
    /cannot read the design .*gone\.json: there is no such file/,
  ],
  [
    'a design that is not JSON',
    ['run', file('broken.json', '{"name": ')],
    1,
    /neither YAML nor JSON: .*line 1/,
  ],
  [
    'a design with one level',
    ['run', design({ factors: { batch_size: [32] } })],
    2,
    /give at least one factor two levels/,
  ],
  [
    'a design without replicates',
    ['run', design({ replicates: 0 })],
    2,
    /replicates \(line 1, column \d+\): .*got 0/,
  ],
  [
    'a design of 10 million trials',
    ['run', design({ factors: { batch_size: many, neurons: many }, replicates: 1000 })],
    2,
    /10,000,000 trials, at most 100,000/,
  ],
  ['two designs', ['run', 'a.json', 'b.json'], 2, /expected one design file, got also b\.json/],
])('%s', async (name, args, code, message) => {
  const said = await (THROUGH_THE_DOOR.has(name) ? call : answered)({ args });
  expect(said.code).toBe(code);
  if (args.length > 0) {
    expect(said.stdout).toBe('');
    expect(said.stderr).toMatch(message);
    expect(said.stderr.trim().split('\n')).toHaveLength(1);
    expect(said.stderr).toMatch(/^wattproof: /);
  }
});

test('help and version go to stdout and end well', async () => {
  const help = await call({ args: ['--help'] });
  expect(help).toMatchObject({ code: 0, stderr: '' });
  for (const name of ['doctor', 'run', 'record', 'analyze', 'report']) expect(help.stdout).toContain(name);
  expect((await answered({ args: ['run', '--help'] })).stdout).toMatch(/usage: wattproof run/);
  expect((await call({ args: ['--version'] })).stdout).toMatch(/^wattproof \d+\.\d+\.\d+\n$/);
});

test('doctor lists sources and backends, and says what is missing and how to fix it', async () => {
  const document = await callJson(['doctor']);
  const { sources, trainer } = document as unknown as {
    sources: { id: string; kind: string; available: boolean; reason: string | null }[];
    trainer: { backends: { name: string; available: boolean; precisions: string[] }[] };
  };
  expect(sources.filter((source) => source.available).every((source) => source.kind === 'modelled')).toBe(
    true,
  );
  expect(sources.find((source) => source.id === 'nvml')).toMatchObject({ available: false });
  expect(trainer.backends.find((backend) => backend.name === 'cpu')).toMatchObject({ available: true });
});

test('settings are kept, shown, and a broken settings file is set aside and told once', async () => {
  const data_dir = dataDir();
  const env = { WATTPROOF_DATA_DIR: data_dir };
  await answered({ args: ['settings', '--region', 'deu', '--pue', '1.2'], env });
  expect(await answeredJson(['settings'], env)).toMatchObject({ region: 'DEU', pue: 1.2 });
  const { carbon } = (await callJson(['record', '--', 'true'], env)) as unknown as {
    carbon: { region: string; pue: number };
  };
  expect(carbon).toMatchObject({ region: expect.stringContaining('DEU'), pue: 1.2 });
  writeFileSync(join(data_dir, 'settings.json'), '{"region": 7}');
  const said = await call({ args: ['settings', '--json'], env });
  expect(said.code).toBe(0);
  expect(said.stderr).toMatch(
    /^wattproof: .*settings\.json is not a settings file: region: .*; it was set aside as .*unusable.*, and the defaults are used\n$/,
  );
  expect(JSON.parse(said.stdout)).toEqual(DEFAULT_SETTINGS);
  expect(await answered({ args: ['settings'], env })).toMatchObject({ code: 0, stderr: '' });
});

test('a calibration is stored, shown, replaced and forgotten', async () => {
  const env = { WATTPROOF_DATA_DIR: dataDir() };
  const calibrate = (text: string) => answeredJson(['settings', '--calibrate', text], env);
  await calibrate('rapl:package-0=1.02,-3,2,plug');
  const shown = await answered({ args: ['settings'], env });
  expect(shown.stdout).toContain('calibrated rapl:package-0: 1.02 x reading - 3 W, to 2 % (plug)');
  expect(await calibrate('rapl:package-0=1.03,0,1')).toMatchObject({
    calibrations: [{ source_id: 'rapl:package-0', gain: 1.03, offset_w: 0, accuracy_pct: 1, note: '' }],
  });
  expect(await calibrate('rapl:package-0=none')).toMatchObject({ calibrations: [] });
});

test('record keeps stdout for the document, passes the exit code on, and leaves a study', async () => {
  const said = await call({ args: ['record', '--json', '--', 'sh', '-c', 'echo hello; sleep 0.3; exit 5'] });
  expect(said.code).toBe(5);
  const document = JSON.parse(said.stdout);
  expect(document).toMatchObject({ exit_code: 5, command: ['sh', '-c', 'echo hello; sleep 0.3; exit 5'] });
  expect(said.stderr).toContain('hello');
  // a final --json is Wattproof's, the first of two is the command's
  const last = await call({ args: ['record', '--', 'echo', '--json', '--json'] });
  expect(JSON.parse(last.stdout)).toMatchObject({ command: ['echo', '--json'] });
  const plain = await call({ args: ['record', '--', 'echo', 'hello'] });
  expect(plain.stdout).toBe('hello\n');
  expect(plain.stderr).toMatch(/Total .*CO2e .*Study /s);
});
