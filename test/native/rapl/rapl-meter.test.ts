// RAPL through its door, against real file trees: what is read, what is refused, and why.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openForReading } from '../../../native/rapl/counter-file.ts';
import { openRapl } from '../../../native/rapl/rapl-meter.ts';
import { RAPL_UDEV_RULE } from '../../../native/rapl/remedy.ts';
import {
  type FakePowercap,
  makePowercap,
  RANGE_UJ,
  WORKSTATION,
} from '../../fixtures/powercap/make-powercap.ts';

let tree: FakePowercap | undefined;
afterEach(() => tree?.remove());

function open(...arguments_: Parameters<typeof makePowercap>) {
  tree = makePowercap(...arguments_);
  const opened = openRapl({ root: tree.root, device: 'Imaginary CPU 9' });
  return { ...opened, tree };
}
const energies = (meter: ReturnType<typeof openRapl>['meter']) =>
  meter?.read().map(({ energy_j }) => energy_j);

test('every zone is a source with its raw counter in joules', () => {
  const { meter, reports } = open();
  expect(meter?.sources.map(({ id, domain }) => [id, domain])).toEqual([
    ['rapl:package-0', 'package'],
    ['rapl:package-0/core', 'core'],
    ['rapl:package-0/uncore', 'uncore'],
    ['rapl:package-0/dram', 'dram'],
  ]);
  expect(energies(meter)).toEqual([5, 3, 1, 2]);
  expect(meter?.sources[0]).toMatchObject({
    device: 'Imaginary CPU 9',
    kind: 'measured',
    method: 'RAPL powercap',
    counter_range_j: RANGE_UJ / 1e6,
  });
  // 2^-14 J: the unit behind that range, in Intel's register.
  expect(meter?.sources[0]?.counter_unit_j).toBeCloseTo(2 ** -14, 9);
  expect(reports.every(({ available, reason }) => available && reason === null)).toBe(true);
  meter?.close();
});

test('the counter is given as it is, also when it wraps', () => {
  const { meter, tree } = open([
    { folder: 'intel-rapl:0', name: 'package-0', energy_uj: RANGE_UJ - 1_000_000 },
  ]);
  expect(energies(meter)?.[0]).toBeCloseTo(RANGE_UJ / 1e6 - 1, 6);
  tree.advance('intel-rapl:0', 3);
  expect(energies(meter)?.[0]).toBeCloseTo(2, 6);
  meter?.close();
});

test('zones are told by name, not by number', () => {
  const { meter } = open([
    { folder: 'intel-rapl:0', name: 'psys', energy_uj: 9_000_000 },
    { folder: 'intel-rapl:1', name: 'package-1', energy_uj: 1_000_000 },
    { folder: 'intel-rapl:1:0', name: 'dram', energy_uj: 2_000_000 },
    { folder: 'intel-rapl:2', name: 'package-0', energy_uj: 3_000_000 },
    { folder: 'intel-rapl:10', name: 'package-2-die-0', energy_uj: 4_000_000 },
    { folder: 'intel-rapl:11', name: 'package-2-die-1', energy_uj: 5_000_000 },
  ]);
  expect(meter?.sources.map(({ id }) => id)).toEqual([
    'rapl:psys',
    'rapl:package-1',
    'rapl:package-1/dram',
    'rapl:package-0',
    'rapl:package-2-die-0',
    'rapl:package-2-die-1',
  ]);
  meter?.close();
});

test('the same counters through the memory-mapped door are dropped', () => {
  const { meter } = open([
    ...WORKSTATION,
    { folder: 'intel-rapl-mmio:0', name: 'package-0', energy_uj: 5_000_000 },
  ]);
  expect(meter?.sources).toHaveLength(4);
  meter?.close();
});

test('subzones are found below their parents as well as beside them, and through links', () => {
  tree = makePowercap([{ folder: 'intel-rapl:0', name: 'package-0', energy_uj: 1 }]);
  const below = join(tree.root, 'intel-rapl:0', 'intel-rapl:0:0');
  mkdirSync(below);
  writeFileSync(join(below, 'name'), 'dram\n');
  writeFileSync(join(below, 'energy_uj'), '7000000\n');
  symlinkSync(below, join(tree.root, 'intel-rapl:0:0'));
  const { meter } = openRapl({ root: tree.root, device: 'x' });
  expect(meter?.sources.map(({ id }) => id)).toEqual(['rapl:package-0', 'rapl:package-0/dram']);
  expect(meter?.sources[1]).toMatchObject({ counter_range_j: null, counter_unit_j: 1e-6 });
  meter?.close();
});

test('dies that mirror one counter are read once', () => {
  const { meter, reports } = open([
    { folder: 'intel-rapl:0', name: 'package-0-die-0', energy_uj: 123_456_789 },
    { folder: 'intel-rapl:1', name: 'package-0-die-1', energy_uj: 123_456_789 },
    { folder: 'intel-rapl:2', name: 'package-1-die-0', energy_uj: 123_456_789 },
  ]);
  expect(meter?.sources.map(({ id }) => id)).toEqual(['rapl:package-0-die-0', 'rapl:package-1-die-0']);
  expect(reports[1]).toMatchObject({ available: false });
  expect(reports[1]?.reason).toContain('the same counter as rapl:package-0-die-0');
  meter?.close();
});

test('a zone that appears twice is read once', () => {
  const { meter, reports } = open([
    { folder: 'intel-rapl:0', name: 'package-0', energy_uj: 7 },
    { folder: 'intel-rapl:1', name: 'package-0', energy_uj: 7 },
  ]);
  expect(meter?.sources.map(({ id }) => id)).toEqual(['rapl:package-0']);
  expect(reports[1]).toMatchObject({ id: 'rapl:package-0@intel-rapl:1', available: false });
  expect(reports[1]?.reason).toBe('not used: it shows the same counter as rapl:package-0');
  meter?.close();
});

test('another counter under the same name is not added, and a total says that it lacks it', () => {
  const { meter, reports } = open([
    { folder: 'intel-rapl:0', name: 'package-0', energy_uj: 1_000_000 },
    { folder: 'intel-rapl:1', name: 'package-0', energy_uj: 2_000_000 },
  ]);
  expect(meter?.sources.map(({ id }) => id)).toEqual(['rapl:package-0', 'rapl:package-0@intel-rapl:1']);
  expect(energies(meter)).toEqual([1, null]);
  expect(reports[1]?.reason).toContain('second zone of the same name');
  meter?.close();
});

test('no zones: no meter, and nothing to report here', () => {
  expect(open([])).toMatchObject({ meter: null, reports: [] });
  expect(openRapl({ root: '/nowhere/at/all', device: 'x' })).toEqual({ meter: null, reports: [] });
});

// The way of any user, root too: the system call is replaced and refuses as the kernel does.
test('a refused file is a permission problem with its remedy, and the others are still read', () => {
  tree = makePowercap();
  const { meter, reports } = openRapl({
    root: tree.root,
    device: 'x',
    open(path) {
      if (path.includes('intel-rapl:0/')) throw Object.assign(new Error('refused'), { code: 'EACCES' });
      return openForReading(path);
    },
  });
  expect(meter?.sources.map(({ id }) => id)).not.toContain('rapl:package-0');
  expect(meter?.sources).toHaveLength(3);
  const row = reports.find(({ id }) => id === 'rapl:package-0');
  expect(row).toMatchObject({ available: false, domain: 'package' });
  expect(row?.reason).toContain('permission denied');
  expect(row?.fix).toContain(RAPL_UDEV_RULE);
  expect(row?.fix).toContain('udevadm trigger');
  meter?.close();
});

// The kernel's own refusal. Root is never refused, so root runs it as the user nobody.
test('a file without read permission is refused by the system itself', ({ skip }) => {
  tree = makePowercap([{ folder: 'intel-rapl:0', name: 'package-0', energy_uj: 1 }]);
  chmodSync(tree.root, 0o755);
  chmodSync(tree.path('intel-rapl:0'), 0o400);
  const nobody = { uid: 65534, gid: 65534 };
  const user = process.getuid?.() === 0 ? nobody : {};
  if (!('uid' in user)) chmodSync(tree.path('intel-rapl:0'), 0);
  const door = new URL('../../../native/rapl/rapl-meter.ts', import.meta.url).href;
  const code = `const { openRapl } = await import(${JSON.stringify(door)});
    const { meter, reports } = openRapl({ root: ${JSON.stringify(tree.root)}, device: 'x' });
    console.log(JSON.stringify({ meter, reports }));`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    cwd: '/',
    ...user,
  });
  if (child.error || /EACCES|ERR_MODULE_NOT_FOUND/.test(child.stderr)) {
    skip(
      `the user nobody may not run node from here: ${child.error?.message ?? child.stderr.split('\n')[0]}`,
    );
  }
  const { meter, reports } = JSON.parse(child.stdout);
  expect(meter).toBeNull();
  expect(reports[0].reason).toContain('permission denied');
});

test('another failure to open is told apart', () => {
  tree = makePowercap([{ folder: 'intel-rapl:0', name: 'package-0', energy_uj: 1 }]);
  rmSync(tree.path('intel-rapl:0'));
  const { meter, reports } = openRapl({ root: tree.root, device: 'x' });
  expect(meter).toBeNull();
  expect(reports[0]).toMatchObject({ available: false, fix: null });
  expect(reports[0]?.reason).toContain('ENOENT');
});

test('a counter that is no number, or a folder, is refused', () => {
  tree = makePowercap([
    { folder: 'intel-rapl:0', name: 'package-0', energy_uj: 'broken' },
    { folder: 'intel-rapl:1', name: 'package-1', energy_uj: 1 },
  ]);
  rmSync(tree.path('intel-rapl:1'));
  mkdirSync(tree.path('intel-rapl:1'));
  const { meter, reports } = openRapl({ root: tree.root, device: 'x' });
  expect(meter).toBeNull();
  expect(reports.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('found none'),
    expect.stringContaining('found none'),
  ]);
});

test('a zone whose name nobody knows is left alone', () => {
  const { meter } = open([...WORKSTATION, { folder: 'intel-rapl:7', name: 'flux-capacitor', energy_uj: 1 }]);
  expect(meter?.sources).toHaveLength(4);
  meter?.close();
});

test('a container that was given the folder under another name reads it like a host', () => {
  tree = makePowercap([]);
  const zone = join(tree.root, 'intel-rapl', 'intel-rapl:0');
  mkdirSync(join(zone, 'intel-rapl:0:0'), { recursive: true });
  for (const [dir, name, energy_uj] of [
    [zone, 'package-0', 5_000_000],
    [join(zone, 'intel-rapl:0:0'), 'dram', 2_000_000],
  ] as const) {
    writeFileSync(join(dir, 'name'), `${name}\n`);
    writeFileSync(join(dir, 'energy_uj'), `${energy_uj}\n`);
  }
  const { meter } = openRapl({ root: tree.root, device: 'x' });
  expect(meter?.sources.map(({ id }) => id)).toEqual(['rapl:package-0', 'rapl:package-0/dram']);
  meter?.close();
});

test('in a container a permission is the business of its host', () => {
  tree = makePowercap();
  const { reports } = openRapl({
    root: tree.root,
    device: 'x',
    virtualisation: 'docker',
    open: () => {
      throw Object.assign(new Error('refused'), { code: 'EACCES' });
    },
  });
  expect(reports[0]?.reason).toContain('inside a container (docker)');
  expect(reports[0]?.fix).toContain('--group-add');
  expect(reports[0]?.fix).not.toContain('udevadm');
});
