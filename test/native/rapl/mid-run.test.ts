// Counter files that fail during a run: missing with a reason, never 0, never an exception, and able to recover.
import { openSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import { type OpenFile, openForReading } from '../../../native/rapl/counter-file.ts';
import { openRapl } from '../../../native/rapl/rapl-meter.ts';
import { type FakePowercap, makePowercap, RANGE_UJ } from '../../fixtures/powercap/make-powercap.ts';

const ZONE = 'intel-rapl:0';
let tree: FakePowercap;
afterEach(() => tree.remove());

function open(energy_uj: number | string = 5_000_000, opener: OpenFile = openForReading) {
  tree = makePowercap([{ folder: ZONE, name: 'package-0', energy_uj }]);
  return openRapl({ root: tree.root, device: 'x', open: opener });
}
const missing = (flag: string) => [{ power_w: null, energy_j: null, flag }];
const refusal = (code: string): Error => Object.assign(new Error(code), { code });

/** An opener that works until it is told to fail as the system would. */
function breakable() {
  let fault: string | null = null;
  return {
    opener: (path: string): number => {
      if (fault !== null) throw refusal(fault);
      return openForReading(path);
    },
    fail(code: string | null): void {
      fault = code;
    },
  };
}

test.each(['EIO', '', '-5', '0x10', '12 34', '\u0000\u0001', '1e9'])('text %j is no number', (text) => {
  const { meter } = open();
  tree.set(ZONE, text);
  expect(meter?.read()).toEqual(missing('read_failed'));
  tree.set(ZONE, 6_000_000);
  expect(meter?.read()).toEqual([{ power_w: null, energy_j: 6, flag: null }]);
  meter?.close();
});

// The first address of a process is mapped nowhere: the kernel answers EIO to whoever reads its memory there.
test('the kernel answers EIO', ({ skip }) => {
  if (process.platform !== 'linux') skip('needs /proc/self/mem');
  let broken = false;
  const { meter } = open(5_000_000, (path) =>
    broken ? openSync('/proc/self/mem', 'r') : openForReading(path),
  );
  broken = true;
  tree.set(ZONE, 'gone');
  expect(meter?.read()).toEqual(missing('read_failed'));
  expect(meter?.read()).toEqual(missing('read_failed'));
  broken = false;
  tree.set(ZONE, 9_000_000);
  expect(meter?.read()[0]?.energy_j).toBe(9);
  meter?.close();
});

test.each([
  ['ENOENT', 'read_failed'],
  ['ENODEV', 'read_failed'],
  ['EACCES', 'no_permission'],
  ['EPERM', 'no_permission'],
])('the file vanishes and opening it anew answers %s: %s', (code, flag) => {
  const { opener, fail } = breakable();
  const { meter } = open(5_000_000, opener);
  meter?.read();
  rmSync(tree.path(ZONE));
  fail(code);
  expect(meter?.read()).toEqual(missing(flag));
  expect(meter?.read()[0]?.energy_j).toBeNull();
  fail(null);
  writeFileSync(tree.path(ZONE), '1000000\n');
  expect(meter?.read()).toEqual([{ power_w: null, energy_j: 1, flag: null }]);
  meter?.close();
});

test('a counter that is read as 0 once is no wrap and no reset: the energy around it is whole', () => {
  const { meter } = open(200_000_000_000);
  const source = meter?.sources[0];
  const samples = [200_000_000_000, 0, 200_000_040_000, 200_000_060_000].map((energy_uj, index) => {
    tree.set(ZONE, energy_uj);
    const [reading] = meter?.read() ?? [];
    return {
      t_ns: index * 1e9,
      power_w: null,
      energy_j: reading?.energy_j ?? null,
      flag: reading?.flag ?? null,
    };
  });
  expect(samples[1]).toMatchObject({ energy_j: null, flag: 'zero_reading' });
  const window = { t_begin_ns: 0, t_end_ns: 3e9 };
  const energy = source && phaseEnergy(samples, window, source);
  // 200 000.06 J - 200 000 J
  expect(energy?.energy_j).toBeCloseTo(0.06, 6);
  expect(energy?.flags).not.toContain('wrapped');
  expect(energy?.flags).not.toContain('reset');
  meter?.close();
});

test('a counter that stands at 0 is not driven: no source, so that a model may stand in', () => {
  const { meter, reports } = open(0);
  expect(meter).toBeNull();
  expect(reports[0]).toMatchObject({ available: false, reason: 'not used: the counter stays at 0' });
});

test('a real wrap is handed on as it is', () => {
  const { meter } = open(RANGE_UJ - 1_000_000);
  tree.advance(ZONE, 3);
  expect(meter?.read()[0]?.energy_j).toBeCloseTo(2, 6);
  meter?.close();
});

test('after closing, reading answers a failure and does not throw', () => {
  const { meter } = open();
  meter?.close();
  meter?.close();
  expect(meter?.read()).toEqual(missing('read_failed'));
});

test('a reading makes no new rows: a thousand a second would be garbage', () => {
  const { meter } = open();
  const first = meter?.read();
  expect(meter?.read()).toBe(first);
  expect(meter?.read()[0]).toBe(first?.[0]);
  meter?.close();
});
