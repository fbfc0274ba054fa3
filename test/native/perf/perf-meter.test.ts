// RAPL through perf events: what a power PMU says of itself, what is opened on each socket, and why something is not.

import { rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Domain } from '../../../core/source.ts';
import { openPerf } from '../../../native/perf/perf-meter.ts';
import {
  DRAM,
  type FakePmu,
  type FakePmuOptions,
  makePowerPmu,
  PACKAGE,
  PMU_TYPE,
} from '../../fixtures/perf/make-power-pmu.ts';

const { EACCES, EPERM, ENOENT, ENODEV, EMFILE } = constants.errno;
let pmu: FakePmu;
afterEach(() => pmu.remove());

const openOn = (made: FakePmu, device = 'Intel(R) Imaginary 9', without: Domain[] = []) =>
  openPerf({ ...made, device, without });
function open(options?: FakePmuOptions, device?: string) {
  pmu = makePowerPmu(options);
  return openOn(pmu, device);
}
const row = ({ reports }: ReturnType<typeof openPerf>, id: string) => reports.find((one) => one.id === id);

/** One joule in counts of 2^-32 J. */
const J = 2n ** 32n;

test('one socket: each event a source in joules, beyond 32 bits and never wrapping', () => {
  const { meter, reports } = open();
  expect(pmu.asked).toEqual([
    [PMU_TYPE, 2n, 0],
    [PMU_TYPE, 3n, 0],
  ]);
  expect(meter?.sources.map(({ id, domain }) => [id, domain])).toEqual([
    ['perf:package-0', 'package'],
    ['perf:package-0/dram', 'dram'],
  ]);
  expect(meter?.sources[0]).toMatchObject({
    device: 'Intel(R) Imaginary 9',
    kind: 'measured',
    method: 'RAPL perf events',
    accuracy_pct: 5,
    counter_range_j: null,
    counter_unit_j: 2 ** -14,
  });
  expect(reports.every(({ available, reason }) => available && reason === null)).toBe(true);
  pmu.say(2n, 0, 7n * J, 1_000_000n * J + J / 2n);
  pmu.say(3n, 0, J / 4n, J);
  expect(meter?.read()).toEqual([
    { power_w: null, energy_j: 7, flag: null },
    { power_w: null, energy_j: 0.25, flag: null },
  ]);
  expect(meter?.read().map(({ energy_j }) => energy_j)).toEqual([1_000_000.5, 1]);
  meter?.close();
  expect(pmu.count()).toBe(0);
});

test('two sockets: named by the topology, not by their order', () => {
  const { meter } = open({ cpumask: '0,18', sockets: { 0: 1, 18: 0 } });
  expect(meter?.sources.map(({ id }) => id)).toEqual([
    'perf:package-1',
    'perf:package-1/dram',
    'perf:package-0',
    'perf:package-0/dram',
  ]);
  pmu.say(2n, 18, 3n * J);
  expect(meter?.read()[2]?.energy_j).toBe(3);
  expect(pmu.asked.map(([, , cpu]) => cpu)).toEqual([0, 0, 18, 18]);
  meter?.close();
});

test('a range in the list of CPUs, and no topology: sockets in their order', () => {
  const { meter } = open({ cpumask: '0-1,8', events: [PACKAGE] });
  expect(meter?.sources.map(({ id }) => id)).toEqual(['perf:package-0', 'perf:package-1', 'perf:package-2']);
  expect(pmu.asked.map(([, , cpu]) => cpu)).toEqual([0, 1, 8]);
  meter?.close();
});

test('dies of one socket: all counted on Intel, the socket once on AMD', () => {
  const options = { cpumask: '0,8', sockets: { 0: 0, 8: 0 }, events: [PACKAGE] };
  const intel = open(options);
  expect(intel.meter?.sources.map(({ id }) => id)).toEqual(['perf:package-0-die-0', 'perf:package-0-die-1']);
  intel.meter?.close();
  pmu.remove();
  const amd = open(options, 'AMD Ryzen 9 5950X 16-Core Processor');
  expect(amd.meter?.sources.map(({ id }) => id)).toEqual(['perf:package-0']);
  expect(pmu.asked).toHaveLength(1);
  expect(row(amd, 'perf:package-0-die-1')?.reason).toBe(
    'not used: same counter as the first die of socket 0',
  );
  amd.meter?.close();
});

test('every event of the kernel has its domain', () => {
  const events = ['cores', 'gpu', 'psys'].map((part, n) => ({
    name: `energy-${part}`,
    event: `event=${n + 7}`,
  }));
  const { meter } = open({ events });
  expect(meter?.sources.map(({ id, domain }) => [id, domain])).toEqual([
    ['perf:package-0/core', 'core'],
    ['perf:package-0/uncore', 'uncore'],
    ['perf:psys-0', 'psys'],
  ]);
  meter?.close();
});

test.each([
  ['a missing scale', { ...DRAM, scale: null }, /expected a number in .*energy-ram\.scale, found no file/],
  ['a scale of zero', { ...DRAM, scale: '0' }, /energy-ram\.scale, found 0/],
  ['another unit', { ...DRAM, unit: 'Watts' }, /expected Joules in .*energy-ram\.unit, found Watts/],
  ['a missing unit', { ...DRAM, unit: null }, /energy-ram\.unit, found no file/],
  ['an unknown selector', { ...DRAM, event: 'event=0x3,umask=1' }, /expected event=<number>/],
])('%s: that event alone is refused, and not opened', (_, broken, reason) => {
  const opened = open({ events: [PACKAGE, broken] });
  expect(opened.meter?.sources.map(({ id }) => id)).toEqual(['perf:package-0']);
  expect(row(opened, 'perf:package-0/dram')).toMatchObject({ available: false });
  expect(row(opened, 'perf:package-0/dram')?.reason).toMatch(reason);
  expect(pmu.asked).toHaveLength(1);
  opened.meter?.close();
});

test.each([
  [
    EACCES,
    2,
    /^not permitted: needs perf_event_paranoid 0 or lower, which is 2 here/,
    /sysctl.*paranoid=0.*powercap/,
  ],
  [EPERM, 2, /^not permitted/, /sysctl/],
  [EPERM, -1, /although perf_event_paranoid is -1: a container/, /PERFMON/],
  [ENOENT, 2, /^absent: .*\(ENOENT\)/, null],
  [ENODEV, 2, /^absent: .*\(ENODEV\)/, null],
  [EMFILE, 2, /cannot be opened \(EMFILE\)/, null],
])('error number %i at paranoid %i becomes a reason and a fix', (errno, paranoid, reason, fix) => {
  pmu = makePowerPmu({ paranoid, events: [PACKAGE] });
  pmu.refuse(2n, errno);
  const opened = openOn(pmu);
  expect(opened.meter).toBeNull();
  expect(opened.reports).toHaveLength(1);
  expect(opened.reports[0]).toMatchObject({ id: 'perf:package-0', available: false });
  expect(opened.reports[0]?.reason).toMatch(reason);
  if (fix === null) expect(opened.reports[0]?.fix).toBeNull();
  else expect(opened.reports[0]?.fix).toMatch(fix);
});

test('domains that are measured already are neither opened nor reported', () => {
  pmu = makePowerPmu();
  const { meter, reports } = openOn(pmu, undefined, ['dram']);
  expect(reports.map(({ id }) => id)).toEqual(['perf:package-0']);
  expect(pmu.asked).toHaveLength(1);
  meter?.close();
});

test('a reading that fails is null with its flag, and the next one counts again', () => {
  const { meter } = open({ events: [PACKAGE] });
  const failed = [{ power_w: null, energy_j: null, flag: 'read_failed' }];
  expect(meter?.read()).toEqual(failed);
  pmu.say(2n, 0, 2n * J);
  expect(meter?.read()[0]?.energy_j).toBe(2);
  meter?.close();
  expect(meter?.read()).toEqual(failed);
  expect(() => meter?.close()).not.toThrow();
});

test('a socket whose event is refused stays without a value beside the other one, so that totals name it', () => {
  pmu = makePowerPmu({ cpumask: '0,18', sockets: { 0: 0, 18: 1 }, events: [PACKAGE] });
  const { meter, reports } = openPerf({
    ...pmu,
    device: 'Xeon',
    open: (type, config, cpu) => (cpu === 18 ? { errno: EACCES } : pmu.open(type, config, cpu)),
  });
  expect(meter?.sources.map(({ id, device }) => [id, device])).toEqual([
    ['perf:package-0', 'Xeon'],
    ['perf:package-1', 'Xeon, package-1'],
  ]);
  expect(meter?.read()[1]).toEqual({ power_w: null, energy_j: null, flag: 'no_permission' });
  expect(reports[1]?.reason).toContain('totals exclude this part');
  meter?.close();
});

test.each([
  [null, /their driver is not loaded/, 'on a physical machine: sudo modprobe rapl'],
  ['docker', /their driver is not loaded/, 'on the host: sudo modprobe rapl'],
  ['kvm', /a virtual machine \(kvm\) hides it/, null],
])('no power PMU in %s', (virtualisation, reason, fix) => {
  pmu = makePowerPmu();
  rmSync(join(pmu.root, 'power'), { recursive: true });
  const [row] = openPerf({ ...pmu, device: 'x', virtualisation }).reports;
  if (process.platform !== 'linux') return;
  expect(row?.reason).toMatch(reason);
  expect(row?.fix).toBe(fix);
});

test('an event that opens but never answers is refused and given back', () => {
  pmu = makePowerPmu({ events: [PACKAGE] });
  let closed = 0;
  const open = () => ({ fd: -1, close: () => closed++ });
  const { meter, reports } = openPerf({ ...pmu, device: 'x', open });
  expect(meter).toBeNull();
  expect(reports[0]?.reason).toContain('gives no number');
  expect(closed).toBe(1);
});

test('no power PMU: one row that says where it was looked for', () => {
  pmu = makePowerPmu();
  rmSync(join(pmu.root, 'power'), { recursive: true });
  const { meter, reports } = openOn(pmu);
  expect(meter).toBeNull();
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({ id: 'perf', available: false, counter_unit_j: null });
  if (process.platform === 'linux') {
    expect(reports[0]?.reason).toContain(`no power event source in ${join(pmu.root, 'power')}`);
  }
});

test.each([
  ['type', 'power', /expected a number in .*type, found 'power'/],
  ['cpumask', '', /expected a list of CPUs/],
  ['cpumask', '0;1', /expected a list of CPUs in .*cpumask, found 0;1/],
])('a PMU whose %s is %j is refused as a whole', (file, text, reason) => {
  pmu = makePowerPmu();
  writeFileSync(join(pmu.root, 'power', file), text);
  const { meter, reports } = openOn(pmu);
  expect(meter).toBeNull();
  expect(reports.map(({ id }) => id)).toEqual(['perf']);
  expect(reports[0]?.reason).toMatch(reason);
});
