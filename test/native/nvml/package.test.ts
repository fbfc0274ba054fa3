// node-nvml as a stranger gets it: packed, installed from the tarball into an empty folder without network, and used
// there from plain JavaScript on node 20 and node 24 and from TypeScript. Only koffi comes from this repository's node_modules.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeNvml, fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'nvml-package');
/** The binary of koffi for this machine, a package of its own. */
const KOFFI_BINARY = `@koromix/koffi-${process.platform}-${process.arch}`;

/** This process's variables, without those by which npm or vitest would steer the programs started here. */
const ENV = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|CUDA_)/i.test(name)),
);
const run = (program: string, args: readonly string[], cwd: string): string =>
  execFileSync(program, args, {
    cwd,
    env: { ...ENV, NVML_LIBRARY: library() },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
// Resolved, since /tmp may be a link and node tells modules by their real place.
const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'node-nvml-')));
const consumer = path.join(home, 'consumer');
const installed = path.join(consumer, 'node_modules', 'node-nvml');
let packed: Packed | undefined;
let fake: FakeNvml | undefined;
const library = (): string => fake?.library ?? '';

beforeAll(() => {
  fake = fakeNvml({
    power_mw: 123_456,
    module_mw: 456_000,
    temp_c: 61,
    memory_temp_c: 84,
    memory_b: 8e9,
    memory_used_b: 3e9,
    clock_mem_mhz: 10_501,
    util_pct: 97,
    memory_util_pct: 41,
    limit_mw: 300_000,
    min_mw: 150_000,
    max_mw: 350_000,
    reasons: 4,
    processes: 1,
    'process_sm_pct.0': 91,
    'field.74': 5_000_000_000,
    samples: 3,
  });
  run(process.execPath, [path.join(ROOT, 'build', 'node-nvml.ts'), path.join(home, 'built')], home);
  const sources = [
    path.join(home, 'built'),
    ...['koffi', KOFFI_BINARY].map((name) => path.join(ROOT, 'node_modules', name)),
  ];
  const npm = ['--cache', path.join(home, 'cache'), '--ignore-scripts', '--no-update-notifier'];
  const answer = JSON.parse(run('npm', ['pack', '--json', ...npm, ...sources], home)) as Packed[];
  const tarballs = answer.map(({ filename }) => path.join(home, filename));
  packed = answer[0];
  mkdirSync(consumer);
  writeFileSync(
    path.join(consumer, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module' }),
  );
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...npm, ...tarballs], consumer);
  for (const name of ['use.js', 'use.ts']) copyFileSync(path.join(FIXTURES, name), path.join(consumer, name));
}, 120_000);

afterAll(() => {
  fake?.remove();
  rmSync(home, { recursive: true, force: true });
});

/** The first node on the PATH that is no package of this repository; its version, or why there is none. */
function systemNode(): { readonly program: string; readonly version: string } {
  const program = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '' && !folder.split(path.sep).includes('node_modules'))
    .map((folder) => path.join(folder, 'node'))
    .find((file) => existsSync(file));
  if (program === undefined) return { program: '', version: 'none' };
  return { program, version: run(program, ['--version'], home).trim() };
}
const NODES = [
  {
    name: 'node 24',
    find: () => ({ program: process.execPath, version: process.version }),
    wanted: /^v24\./,
  },
  { name: 'node 20', find: systemNode, wanted: /^v20\./ },
] as const;

/** The program of that version; skips the test, with the reason, where this machine has another. */
function programOf({ name, find, wanted }: (typeof NODES)[number], skip: (why: string) => never): string {
  const { program, version } = find();
  return wanted.test(version) ? program : skip(`needs ${name} on the PATH, found ${version}`);
}

const value = (of: unknown) => ({ value: of, problem: null });
const problem = (of: string) => ({ value: null, problem: of });
const ANSWERS = {
  powerUsage: value(123.456),
  powerInstant: value(123.456),
  powerAverage: value(123.456),
  powerField: value(456),
  powerFields: value(123.456),
  totalPowerSamples: value(
    Array.from({ length: 3 }, () => ({ t_unix_us: expect.any(Number), power_w: 123.456 })),
  ),
  totalEnergyConsumption: value(expect.any(Number)),
  temperature: value(61),
  memoryTemp: value(84),
  clockInfo: value(10_501),
  utilizationRates: value({ gpu_pct: 97, memory_pct: 41 }),
  memoryInfo: value({ total_b: 8e9, free_b: 5e9, used_b: 3e9, reserved_b: 0 }),
  enforcedPowerLimit: value(300),
  powerManagementLimit: value(250),
  powerManagementDefaultLimit: value(250),
  powerManagementLimitConstraints: value({ min_w: 150, max_w: 350 }),
  currentClocksEventReasons: value(4),
  throttleTimes: value(expect.objectContaining({ power_ns: 5e9, thermal_ns: null })),
  performanceState: value(2),
  persistenceMode: value(true),
  migMode: problem('not_supported'),
  driverModel: problem('not_supported'),
  computeRunningProcesses: value([
    { pid: 1000, used_gpu_memory_b: 1_000_000, gpu_instance_id: null, compute_instance_id: null },
  ]),
  graphicsRunningProcesses: value([]),
  processUtilization: value([expect.objectContaining({ pid: 1000, sm_pct: 91 })]),
};

test('the tarball holds every module with its types, and no source, test or build file', () => {
  const modules = readdirSync(path.join(ROOT, 'native', 'nvml'), { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  expect(modules).toContain('index');
  const types = modules.filter((name) => name !== 'example').map((name) => `${name}.d.ts`);
  const files = packed?.files.map((file) => file.path).sort() ?? [];
  expect(files).toEqual(
    [...modules.map((name) => `${name}.js`), ...types, 'LICENSE', 'README.md', 'package.json'].sort(),
  );
  const text = (name: string): string => readFileSync(path.join(installed, name), 'utf8');
  expect(text('LICENSE')).toBe(readFileSync(path.join(ROOT, 'LICENSE'), 'utf8'));
  for (const file of files.filter((one) => /\.(js|ts)$/.test(one))) {
    expect(text(file), file).not.toMatch(/\.ts['"]/);
    expect(text(file), file).not.toContain(ROOT);
  }
});

test('the manifest says what the package needs and where it is from, and nothing of the workspace', () => {
  const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
  const root = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({
    name: 'node-nvml',
    type: 'module',
    license: root.license,
    author: root.author,
    engines: root.engines,
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: { koffi: root.dependencies.koffi },
  });
  expect(manifest).not.toHaveProperty('private');
  expect(manifest).not.toHaveProperty('scripts');
});

test.for(NODES)('plain JavaScript on $name asks the installed package everything', (node, { skip }) => {
  const program = programOf(node, skip);
  const answer = JSON.parse(run(program, ['use.js'], consumer));
  expect(answer).toEqual({
    module: pathToFileURL(path.join(installed, 'index.js')).href,
    node: expect.stringMatching(node.wanted),
    driver_version: '570.00.fake',
    device: { name: 'Fake GPU 4090', uuid: 'GPU-fake-0000', architecture: 'Ada' },
    found: true,
    process_name: '/usr/bin/python3',
    readings: ANSWERS,
    reasons: ['sw_power_cap'],
    visible: { kind: 'known', indices: [0] },
    candidates: 5,
    refusal: { is_nvml_error: true, code: 'LIBRARY_NOT_FOUND' },
    calls: ['nvmlDeviceGetFieldValues', 'nvmlDeviceGetPowerUsage', 'nvmlDeviceGetTotalEnergyConsumption'],
  });
});

test.for(NODES)('the README’s first example and example.js run as installed, on $name', (node, { skip }) => {
  const program = programOf(node, skip);
  const readme = readFileSync(path.join(installed, 'README.md'), 'utf8');
  const code = /```js\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';
  expect(code).toContain('openNvml()');
  const named = code.replace('openNvml()', `openNvml({ library: ${JSON.stringify(library())} })`);
  writeFileSync(path.join(consumer, 'power.mjs'), named);
  expect(run(program, ['power.mjs'], consumer)).toBe('Fake GPU 4090 123.5 W\n');

  const script = path.join('node_modules', 'node-nvml', 'example.js');
  expect(readme).toContain(`node ${script}`);
  expect(run(program, [script, library()], consumer).split('\n').slice(0, 4)).toEqual([
    'driver 570.00.fake, NVML 12.570.00.fake, CUDA 12.8',
    'GPU 0: Fake GPU 4090 (Ada)',
    '  power, instant      123.5 W',
    '  power, 1 s average  123.5 W',
  ]);
});

test('TypeScript finds the types by nodenext, without node’s own and with every library checked', () => {
  const options = {
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    outDir: 'compiled',
  };
  const config = { compilerOptions: options, files: ['use.ts'] };
  writeFileSync(path.join(consumer, 'tsconfig.json'), JSON.stringify(config));
  const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(
    process.execPath,
    [tsc, '-p', consumer, '--listFiles', '--pretty', 'false'],
    { cwd: consumer, env: ENV, encoding: 'utf8' },
  );
  const read = stdout.trim().split('\n');
  expect(read.filter((line) => line.includes('error TS'))).toEqual([]);
  expect(status).toBe(0);
  expect(read).toContain(path.join(installed, 'index.d.ts'));
  expect(read.filter((file) => file.includes('/@types/'))).toEqual([]);
});

test.for(NODES)('what TypeScript made of it runs on $name', (node, { skip }) => {
  const program = programOf(node, skip);
  const printed = run(program, [path.join('compiled', 'use.js')], consumer);
  expect(JSON.parse(printed)).toEqual(['123.5 W', '456.0 W', 3e9, [1000], 123.456, 2]);
});

test('a CommonJS program gets it by import()', () => {
  const code = "import('node-nvml').then(({ openNvml }) => console.log(typeof openNvml))";
  expect(run(process.execPath, ['--input-type=commonjs', '-e', code], consumer)).toBe('function\n');
});
