// One of two sockets can be read: no total may pass for the whole processor's.
import { afterEach, expect, test } from 'vitest';
import type { SourceEnergy } from '../../../core/energy/source-energy.ts';
import { totalEnergy } from '../../../core/energy/total-energy.ts';
import { openForReading } from '../../../native/rapl/counter-file.ts';
import { openRapl } from '../../../native/rapl/rapl-meter.ts';
import { type FakePowercap, type FakeZone, makePowercap } from '../../fixtures/powercap/make-powercap.ts';

let tree: FakePowercap;
afterEach(() => tree.remove());

const TWO_SOCKETS: readonly FakeZone[] = [
  { folder: 'intel-rapl:0', name: 'package-0', energy_uj: 1_000_000 },
  { folder: 'intel-rapl:0:0', name: 'dram', energy_uj: 2_000_000 },
  { folder: 'intel-rapl:0:1', name: 'core', energy_uj: 2_000_000 },
  { folder: 'intel-rapl:1', name: 'package-1', energy_uj: 3_000_000 },
  { folder: 'intel-rapl:1:0', name: 'dram', energy_uj: 4_000_000 },
  { folder: 'intel-rapl:1:1', name: 'core', energy_uj: 4_000_000 },
];
function openWithout(zones: readonly FakeZone[], refused: RegExp) {
  tree = makePowercap(zones);
  return openRapl({
    root: tree.root,
    device: 'Xeon',
    open(path) {
      if (refused.test(path)) throw Object.assign(new Error('refused'), { code: 'EACCES' });
      return openForReading(path);
    },
  });
}
const ids = ({ meter }: ReturnType<typeof openRapl>) => meter?.sources.map(({ id }) => id);

test('the unreadable socket stays, with its reason and without a value', () => {
  const opened = openWithout(TWO_SOCKETS, /intel-rapl:1\//);
  expect(ids(opened)).toEqual([
    'rapl:package-0',
    'rapl:package-0/dram',
    'rapl:package-0/core',
    'rapl:package-1/dram',
    'rapl:package-1/core',
    'rapl:package-1',
  ]);
  expect(opened.meter?.read().at(-1)).toEqual({ power_w: null, energy_j: null, flag: 'no_permission' });
  const row = opened.reports.find(({ id }) => id === 'rapl:package-1');
  expect(row).toMatchObject({ available: false, domain: 'package' });
  expect(row?.reason).toMatch(/^permission denied.*; totals exclude this part and say so$/);
  opened.meter?.close();
});
test('and every total made of it names what it leaves out', () => {
  const { meter } = openWithout(TWO_SOCKETS, /intel-rapl:1\//);
  const readings = meter?.read() ?? [];
  const parts = (meter?.sources ?? []).map(
    ({ id, device, domain, kind, method }, index): SourceEnergy => ({
      id,
      device,
      domain,
      kind,
      method,
      energy_j: readings[index]?.energy_j ?? null,
      ci: null,
      net_j: null,
      net_ci: null,
      counter_j: null,
      integral_j: null,
      average_j: null,
      gap_s: 0,
      flags: readings[index]?.flag ? [readings[index].flag] : [],
    }),
  );
  const total = totalEnergy(parts);
  // package 1 J, both memories 2 J and 4 J; core is inside its package.
  expect(total.energy_j).toBe(7);
  expect(total.leaves_out).toContain('CPU package Xeon, package-1 (no_permission)');
  meter?.close();
});

test('nothing of a domain is readable: no stand-in, a model takes the whole of it', () => {
  const opened = openWithout(TWO_SOCKETS, /intel-rapl:[01]\/|:1:0\//);
  expect(ids(opened)).toEqual([
    'rapl:package-0/dram',
    'rapl:package-0/core',
    'rapl:package-1/core',
    'rapl:package-1/dram',
  ]);
  expect(opened.reports.find(({ id }) => id === 'rapl:package-0')?.reason).not.toContain('totals leave');
  opened.meter?.close();
});

test('a part that enters no total is reported and no more', () => {
  const opened = openWithout(TWO_SOCKETS, /intel-rapl:1:1\//);
  expect(ids(opened)).not.toContain('rapl:package-1/core');
  opened.meter?.close();
});

test('a die that mirrors another is no loss', () => {
  const opened = openWithout(
    [
      { folder: 'intel-rapl:0', name: 'package-0-die-0', energy_uj: 5_000_000 },
      { folder: 'intel-rapl:1', name: 'package-0-die-1', energy_uj: 5_000_000 },
    ],
    /never/,
  );
  expect(ids(opened)).toEqual(['rapl:package-0-die-0']);
  opened.meter?.close();
});

test('psys beside a package stays out of totals, read or not', () => {
  const zones: readonly FakeZone[] = [
    { folder: 'intel-rapl:0', name: 'package-0', energy_uj: 1_000_000 },
    { folder: 'intel-rapl:1', name: 'psys', energy_uj: 9_000_000 },
  ];
  const opened = openWithout(zones, /intel-rapl:1\//);
  expect(ids(opened)).toEqual(['rapl:package-0']);
  opened.meter?.close();
});
