// Faults of a RAPL counter in the middle of a recording: the run continues, is flagged, and no energy is invented.
import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakePowercap, makePowercap } from '../../fixtures/powercap/make-powercap.ts';
import { testParts } from '../parts.ts';
import { WAYS } from '../ways.ts';
import { energies, type FaultyRun, faultyRun } from './faulty-run.ts';

const PACKAGE = 'intel-rapl:0';
const DRAM = 'intel-rapl:0:2';
const PACKAGE_W = 20;
const DRAM_W = 4;
const DURATION_S = 2;
const RANGE_J = 262_143;

const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0).reverse()) one();
});

/** A package and its memory that draw constant power; a zone in `frozen` is no longer written. */
function running(begin_j: number, frozen: Set<string> = new Set()): FakePowercap {
  const zone = { energy_uj: begin_j * 1e6, max_energy_range_uj: RANGE_J * 1e6 };
  const powercap = makePowercap([
    { folder: PACKAGE, name: 'package-0', ...zone },
    { folder: DRAM, name: 'dram', ...zone, energy_uj: 1e6 },
  ]);
  let last_ms = performance.now();
  const timer = setInterval(() => {
    const passed_s = (performance.now() - last_ms) / 1e3;
    last_ms = performance.now();
    if (!frozen.has(PACKAGE)) powercap.advance(PACKAGE, PACKAGE_W * passed_s);
    if (!frozen.has(DRAM)) powercap.advance(DRAM, DRAM_W * passed_s);
  }, 10);
  undo.push(
    () => powercap.remove(),
    () => clearInterval(timer),
  );
  return powercap;
}

function source({ document }: FaultyRun, id: string) {
  const found = document.energy.find((one) => one.id === id);
  if (!found) throw new Error(`no source ${id}`);
  return found;
}

/** The memory of the broken package is complete: 4 W for the whole command. */
function expectRestWhole(run: FaultyRun): void {
  const dram = source(run, 'rapl:package-0/dram');
  expect((dram.energy_j as number) / run.document.duration_s).toBeGreaterThan(DRAM_W * 0.85);
  expect((dram.energy_j as number) / run.document.duration_s).toBeLessThan(DRAM_W * 1.15);
  expect(dram.flags).toEqual([]);
  for (const energy_j of energies(run.document)) expect(energy_j).toBeGreaterThan(0);
  expect(run.zeros).toBe(0);
}

describe.each(WAYS)('a RAPL counter in mid-run, read $way', ({ by }) => {
  const record = (powercap: FakePowercap, fault: () => void, onBegun?: () => void): Promise<FaultyRun> => {
    const parts = testParts({ variables: { WATTPROOF_POWERCAP_ROOT: powercap.root }, ...by });
    return faultyRun(parts, DURATION_S, fault, onBegun);
  };

  test('a counter that wraps once is complete and flagged', async () => {
    // At 20 W the range is reached 1.25 s into the command, however long the sampler took to start before it.
    const frozen = new Set([PACKAGE]);
    const run = await record(
      running(RANGE_J - 25, frozen),
      () => {},
      () => frozen.delete(PACKAGE),
    );
    const cpu = source(run, 'rapl:package-0');
    expect(cpu.flags).toContain('wrapped');
    expect((cpu.energy_j as number) / run.document.duration_s).toBeGreaterThan(PACKAGE_W * 0.85);
    expect((cpu.energy_j as number) / run.document.duration_s).toBeLessThan(PACKAGE_W * 1.15);
    expectRestWhole(run);
  });

  test('a file that vanishes is flagged, and half the command is missing, not 0 J', async () => {
    const frozen = new Set<string>();
    const powercap = running(100, frozen);
    const run = await record(powercap, () => {
      frozen.add(PACKAGE);
      rmSync(powercap.path(PACKAGE));
    });
    const cpu = source(run, 'rapl:package-0');
    expect(cpu.flags).toContain('read_failed');
    expect(cpu.gap_s).toBeGreaterThan(DURATION_S * 0.3);
    expect(cpu.energy_j as number).toBeLessThan(PACKAGE_W * DURATION_S * 0.75);
    expectRestWhole(run);
  });

  test('a reloaded driver counts on from another value: the jump is not energy', async () => {
    const powercap = running(900);
    const run = await record(powercap, () => {
      // A new file under the old name with a new counter: as a wrap it would be 261 kJ in a tenth of a second.
      const path = powercap.path(PACKAGE);
      rmSync(path);
      writeFileSync(path, `${String(5e6).padEnd(24)}\n`);
    });
    const cpu = source(run, 'rapl:package-0');
    expect(cpu.flags).toContain('reset');
    // Up to 64 readings are lost with the old file, more on a busy machine; what was seen is whole, and some of it came after.
    const { duration_s } = run.document;
    expect(cpu.gap_s).toBeLessThan(duration_s / 2);
    expect((cpu.energy_j as number) / (duration_s - cpu.gap_s)).toBeGreaterThan(PACKAGE_W * 0.85);
    expect((cpu.energy_j as number) / (duration_s - cpu.gap_s)).toBeLessThan(PACKAGE_W * 1.15);
    expectRestWhole(run);
  });
});
