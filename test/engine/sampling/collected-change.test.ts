// A counter that vanishes while the collector reads: the rest of the tape answers calls that are no longer made.
import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { ChangePoints } from '../../../engine/sampling/change-points.ts';
import { Pace } from '../../../engine/sampling/pace.ts';
import { Reader } from '../../../engine/sampling/reader.ts';
import { FIELDS, ringMemory, SampleRing } from '../../../engine/sampling/ring.ts';
import { monotonicNs } from '../../../engine/setup/clock.ts';
import { recordedBytes } from '../../../native/collector/call-tape.ts';
import { openRapl } from '../../../native/rapl/rapl-meter.ts';
import { makePowercap } from '../../fixtures/powercap/make-powercap.ts';

const PACKAGE = 'intel-rapl:0';
const DRAM = 'intel-rapl:0:2';

test('the other counters never get its values', () => {
  const powercap = makePowercap([
    { folder: PACKAGE, name: 'package-0', energy_uj: 100_000_000 },
    { folder: DRAM, name: 'dram', energy_uj: 1_000_000 },
  ]);
  onTestFinished(() => powercap.remove());
  const { meter } = openRapl({ root: powercap.root, device: 'CPU' });
  if (meter === null) throw new Error('expected a meter of the two counters, got none');
  onTestFinished(() => meter.close());
  const ring = new SampleRing(ringMemory(100));
  const points = new ChangePoints(ring, 2);
  const reader = new Reader(meter, 1, new Pace(1000, monotonicNs()), points);
  reader.readOnTime();
  const calls = reader.calls ?? [];
  expect(calls).toHaveLength(2);

  // Three readings that the collector made of both, one after the other, before anybody looked at them.
  const record_bytes = calls.reduce((sum, one) => sum + recordedBytes(one), 0);
  const tape = new DataView(new ArrayBuffer(3 * record_bytes));
  let at = 0;
  for (const dram_uj of [1_100_000, 1_200_000, 1_300_000])
    calls.forEach((one, i) => {
      const text = new TextEncoder().encode(`${i === 0 ? 100_000_000 : dram_uj}\n`);
      tape.setBigInt64(at, BigInt(text.length), true);
      new Uint8Array(tape.buffer, at + 8).set(text);
      at += recordedBytes(one);
    });
  rmSync(powercap.path(PACKAGE));
  powercap.set(DRAM, 1_400_000);
  const begin_ns = monotonicNs();
  for (let i = 0; i < 3; i++) reader.takeCollected(begin_ns + i, begin_ns + i, tape, i * record_bytes);

  points.flush();
  const { packed } = ring.take();
  const energies_j = (source: number): (number | undefined)[] =>
    Array.from({ length: packed.length / FIELDS }, (_, row) => packed.subarray(row * FIELDS))
      .filter((row) => row[0] === source)
      .map((row) => row[3]);
  // The first comes from the tape. The second shows that the calls changed, so both files are read again. The third is older than that.
  expect(energies_j(2)).toEqual([1, 1.1, 1.4]);
  expect(energies_j(1).slice(1).every(Number.isNaN)).toBe(true);
  // The collector is prepared with the new calls from then on.
  expect(reader.calls).toHaveLength(1);
});
