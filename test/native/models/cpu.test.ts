// The CPU model against numbers worked out by hand and TDPs as their makers publish them.
import { afterEach, expect, test } from 'vitest';
import { cpuFacts, parseCpuInfo } from '../../../native/models/cpu-facts.ts';
import { openCpuModel } from '../../../native/models/cpu-meter.ts';
import { cpuPowerW } from '../../../native/models/cpu-power.ts';
import { parseProcStat, utilisation } from '../../../native/models/cpu-times.ts';
import { busyPower } from '../../../native/models/tdp.ts';
import { TDP_TABLE } from '../../../native/models/tdp-table.ts';
import { type FakeProc, makeProc } from '../../fixtures/proc/make-proc.ts';

let proc: FakeProc | undefined;
afterEach(() => proc?.remove());

const cpu = (model: string, more = {}) => ({ model, threads: 8, sockets: 1, virtual: false, ...more });

test('power is a straight line from a tenth of the busy power to all of it', () => {
  expect(cpuPowerW(100, 0)).toBeCloseTo(10, 12);
  expect(cpuPowerW(100, 0.5)).toBeCloseTo(55, 12);
  expect(cpuPowerW(100, 1)).toBeCloseTo(100, 12);
  expect(cpuPowerW(100, 1.7)).toBeCloseTo(100, 12);
  expect(cpuPowerW(100, -1)).toBeCloseTo(10, 12);
});

test("the kernel's line: waiting is idle, stolen time is nobody's, guest time is not counted twice", () => {
  // user nice system idle iowait irq softirq steal guest guest_nice
  expect(parseProcStat('cpu  100 10 20 800 50 5 5 30 90 9\ncpu0 1 1 1 1\n')).toEqual({
    busy: 140,
    total: 990,
  });
  expect(parseProcStat('cpu 1 2 3 4\n')).toEqual({ busy: 6, total: 10 });
  expect(parseProcStat('intr 5\n')).toBeNull();
  expect(parseProcStat('cpu  a b c d\n')).toBeNull();
  expect(parseProcStat('')).toBeNull();
});

test('utilisation is a share of the time that passed', () => {
  expect(utilisation({ busy: 10, total: 100 }, { busy: 40, total: 200 })).toBeCloseTo(0.3, 12);
  expect(utilisation({ busy: 10, total: 100 }, { busy: 10, total: 100 })).toBeNull();
});

test.each([
  ['12th Gen Intel(R) Core(TM) i5-12600', 65],
  ['12th Gen Intel(R) Core(TM) i5-12600K', 125],
  ['Intel(R) Core(TM) i5-10400F CPU @ 2.90GHz', 65],
  ['Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz', 120],
  ['INTEL(R) XEON(R) PLATINUM 8480+', 350],
  ['AMD Ryzen 9 7950X 16-Core Processor', 170],
  ['AMD Ryzen 9 7950X3D 16-Core Processor', 120],
  ['AMD Ryzen Threadripper PRO 5995WX 64-Cores', 280],
  ['AMD EPYC 7763 64-Core Processor', 280],
  ['Intel(R) Core(TM) Ultra 9 285K', 125],
  ['Intel(R) Core(TM) i7-6700K CPU @ 4.00GHz', 91],
  ['AMD Ryzen 7 4800H with Radeon Graphics', 45],
  ['AMD EPYC 7282 16-Core Processor', 120],
])("%s has its maker's TDP", (model, tdp_w) => {
  expect(busyPower(cpu(model))).toMatchObject({ busy_w: tdp_w, accuracy_pct: 30 });
});

test('an unknown CPU gets 4 W a thread and a wider error', () => {
  expect(busyPower(cpu('AMD EPYC', { threads: 2 }))).toMatchObject({ busy_w: 8, accuracy_pct: 50 });
  expect(busyPower(cpu('Intel(R) Xeon(R) CPU E5-2680 v9')).accuracy_pct).toBe(50);
});

test('two sockets draw twice, and a virtual machine its share of the threads', () => {
  expect(busyPower(cpu('AMD EPYC 7763 64-Core Processor', { sockets: 2, threads: 256 })).busy_w).toBe(560);
  const slice = busyPower(cpu('AMD EPYC 7763 64-Core Processor', { threads: 16, virtual: true }));
  expect(slice.busy_w).toBeCloseTo((280 * 16) / 128, 12);
  expect(slice.origin).toContain('16 of 128 threads');
});

test('every row of the table is a name, a plausible power and an even or small number of threads', () => {
  expect(new Set(TDP_TABLE.map(([model]) => model)).size).toBe(TDP_TABLE.length);
  for (const [model, tdp_w, threads] of TDP_TABLE) {
    expect(model, model).toMatch(/^(core|xeon|ryzen|epyc)/);
    expect(tdp_w, model).toBeGreaterThanOrEqual(15);
    expect(tdp_w, model).toBeLessThanOrEqual(500);
    expect(threads, model).toBeGreaterThanOrEqual(4);
  }
});

test('the facts of /proc/cpuinfo', () => {
  proc = makeProc({ model: 'AMD EPYC 7763 64-Core Processor', threads: 4, sockets: 2 });
  expect(cpuFacts(proc.root)).toEqual({
    model: 'AMD EPYC 7763 64-Core Processor',
    threads: 4,
    sockets: 2,
    virtual: false,
  });
  expect(parseCpuInfo('processor: 0\nflags\t: fpu hypervisor\n')).toEqual({
    model: 'unknown CPU',
    threads: 1,
    sockets: 1,
    virtual: true,
  });
  expect(parseCpuInfo('nothing here')).toBeNull();
});

test('the meter: nothing at first, then the line, the last value between ticks', () => {
  proc = makeProc({ model: 'AMD Ryzen 9 7950X 16-Core Processor', threads: 32 });
  const meter = openCpuModel(proc.root);
  const power = () => meter.read()[0]?.power_w;
  expect(meter.sources[0]).toMatchObject({
    id: 'model:cpu',
    domain: 'package',
    kind: 'modelled',
    accuracy_pct: 30,
  });
  expect(meter.sources[0]?.method).toContain('170 W');
  expect(meter.read()).toEqual([{ power_w: null, energy_j: null, flag: null }]);
  proc.pass({ busy: 160, idle: 160 });
  expect(power()).toBeCloseTo(17 + 153 * 0.5, 9);
  expect(power()).toBeCloseTo(93.5, 9);
  proc.pass({ busy: 1, idle: 0 });
  expect(power()).toBeCloseTo(93.5, 9);
  // The tick that was too short for a window of its own is not lost: 1 + 319 of 320 were busy.
  proc.pass({ busy: 319, idle: 0 });
  expect(power()).toBeCloseTo(170, 9);
  meter.close();
});

test('a /proc/stat that breaks in mid-run is a failed reading', () => {
  proc = makeProc();
  const meter = openCpuModel(proc.root);
  meter.read();
  proc.write('stat', 'nonsense\n');
  expect(meter.read()).toEqual([{ power_w: null, energy_j: null, flag: 'read_failed' }]);
  meter.close();
});
