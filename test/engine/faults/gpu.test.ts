// Faults of a GPU or its driver in the middle of a recording: the run continues with the other sources and is flagged.
import { describe, expect, test } from 'vitest';
import type { SourceEnergy } from '../../../core/energy/source-energy.ts';
import { type FakeNvmlControls, fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';
import { testParts } from '../parts.ts';
import { WAYS } from '../ways.ts';
import { energies, type FaultyRun, faultyRun } from './faulty-run.ts';

type Rest<F> = F extends (first: never, ...rest: infer R) => unknown ? R : never;

const GPU_W = 100;
const WHOLE: FakeNvmlControls = { power_mw: GPU_W * 1000 };

/** Records while the stand-in gets `broken` halfway through, and `mended` the given milliseconds later. */
async function recordBy(
  by: (typeof WAYS)[number]['by'],
  begin: FakeNvmlControls,
  broken: FakeNvmlControls,
  { duration_s = 2, mended = null as FakeNvmlControls | null, after_ms = 0 } = {},
): Promise<FaultyRun & { readonly gpu: SourceEnergy; readonly mean_w: number }> {
  const nvml = fakeNvml(begin);
  try {
    const parts = testParts({ variables: { WATTPROOF_NVML_LIBRARY: nvml.library }, ...by });
    const run = await faultyRun(parts, duration_s, () => {
      nvml.set(broken);
      if (mended !== null) setTimeout(() => nvml.set(mended), after_ms);
    });
    const gpu = run.document.energy.find(({ domain }) => domain === 'gpu');
    if (!gpu) throw new Error('the GPU is no source');
    for (const energy_j of energies(run.document)) expect(energy_j).toBeGreaterThan(0);
    expect(run.zeros).toBe(0);
    expect(run.document.exit_code).toBe(0);
    // The rest continues: the other sources, which are models, are complete.
    for (const { domain, gap_s } of run.document.energy)
      if (domain === 'dram') expect(gap_s).toBeLessThan(0.2);
    return { ...run, gpu, mean_w: (gpu.energy_j as number) / run.document.duration_s };
  } finally {
    nvml.remove();
  }
}

describe.concurrent.each(WAYS)('a GPU in mid-run, read $way', ({ by }) => {
  const record = (...run: Rest<typeof recordBy>) => recordBy(by, ...run);

  test('lost: flagged, stored as an event, and the time after it is missing', async () => {
    const { gpu, events } = await record(WHOLE, { ...WHOLE, lost: 1 });
    expect(gpu.flags).toContain('device_lost');
    expect(gpu.gap_s).toBeGreaterThan(0.7);
    expect(gpu.energy_j as number).toBeLessThan(GPU_W * 1.5);
    expect(events.map(({ kind }) => kind)).toContain('device_lost');
  });

  test('its driver is reloaded: the counter falls, and the fall is not energy', async () => {
    const { gpu, mean_w } = await record(WHOLE, { ...WHOLE, reset: 1 });
    expect(gpu.flags).toContain('reset');
    expect(mean_w).toBeGreaterThan(GPU_W * 0.8);
    expect(mean_w).toBeLessThan(GPU_W * 1.1);
  });

  test('without an energy counter: its power is integrated, and the method says so', async () => {
    const old = { ...WHOLE, 'fail.nvmlDeviceGetTotalEnergyConsumption': 3 };
    const { gpu, mean_w } = await record(old, old);
    expect(gpu.method).toMatch(/integral/);
    expect(mean_w).toBeGreaterThan(GPU_W * 0.95);
    expect(mean_w).toBeLessThan(GPU_W * 1.05);
  });

  test('power reads zero: missing and flagged, and the counter still knows the energy', async () => {
    const { gpu, mean_w } = await record(WHOLE, { ...WHOLE, zero: 1 });
    expect(gpu.flags).toContain('zero_reading');
    expect(mean_w).toBeGreaterThan(GPU_W * 0.95);
    expect(mean_w).toBeLessThan(GPU_W * 1.05);
  });

  test('garbage in the upper half of a 32-bit value: the lower half is the measurement', async () => {
    const broken = { ...WHOLE, garbage: 1, 'fail.nvmlDeviceGetTotalEnergyConsumption': 3 };
    const { gpu, mean_w } = await record(broken, broken);
    expect(gpu.flags).toEqual([]);
    expect(mean_w).toBeGreaterThan(GPU_W * 0.95);
    expect(mean_w).toBeLessThan(GPU_W * 1.05);
  });

  test('permission for its power is revoked: flagged, and the counter continues', async () => {
    const denied = { ...WHOLE, 'fail.nvmlDeviceGetFieldValues': 4, 'fail.nvmlDeviceGetPowerUsage': 4 };
    const { gpu, mean_w } = await record(WHOLE, denied);
    expect(gpu.flags).toContain('no_permission');
    expect(mean_w).toBeGreaterThan(GPU_W * 0.95);
    expect(mean_w).toBeLessThan(GPU_W * 1.05);
  });
});

// Concurrent, because it spends most of its time waiting.
test.concurrent('a driver call that hangs for ten seconds: the run continues, the gap is reported, the counter bridges it', async () => {
  const nvml = fakeNvml(WHOLE);
  try {
    const parts = testParts({ variables: { WATTPROOF_NVML_LIBRARY: nvml.library } });
    const { document, events } = await faultyRun(parts, 14, () => {
      nvml.set({ ...WHOLE, block_ms: 10_000 });
      // The hanging call takes its ten seconds; later calls are quick again.
      setTimeout(() => nvml.set(WHOLE), 500);
    });
    const gpu = document.energy.find(({ domain }) => domain === 'gpu');
    expect(events.map(({ kind }) => kind)).toContain('slow_read');
    expect(gpu?.gap_s as number).toBeGreaterThan(4);
    expect(gpu?.flags).toContain('gap');
    // Complete if the counter was read again before the end; never more than was drawn.
    expect(gpu?.energy_j as number).toBeGreaterThan(0);
    expect((gpu?.energy_j as number) / document.duration_s).toBeLessThan(GPU_W * 1.05);
  } finally {
    nvml.remove();
  }
});
