import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordCommand } from '../../../engine/sweep/record.ts';
import { fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';
import { testParts } from '../parts.ts';

const NODE = process.execPath;

function recording(parts: ReturnType<typeof testParts>, ...command: [string, ...string[]]) {
  const study_path = join(parts.env.data_dir, 'r.wattproof');
  return { study_path, document: recordCommand(parts, { command, study_path, stdout: 'stderr' }) };
}

test.concurrent('a GPU that draws 100 W for the command used 100 J a second, by its counter', async () => {
  const nvml = fakeNvml({ power_mw: 100_000 });
  try {
    const parts = testParts({ variables: { WATTPROOF_NVML_LIBRARY: nvml.library } });
    const { document, study_path } = recording(parts, NODE, '-e', 'setTimeout(() => {}, 1500)');
    const { energy, total, duration_s, exit_code, carbon } = await document;
    expect(exit_code).toBe(0);
    expect(duration_s).toBeGreaterThan(1.4);
    const gpu = energy.find((one) => one.domain === 'gpu');
    expect(gpu).toMatchObject({ kind: 'measured' });
    expect(gpu?.method).toMatch(/counter/);
    // The age of a posted value when read is unknown: half the time between two readings at each edge.
    const drawn_j = 100 * duration_s;
    expect(Math.abs((gpu?.energy_j as number) - drawn_j)).toBeLessThan(100 * 0.05);
    expect(gpu?.ci?.[0]).toBeLessThan(drawn_j);
    expect(gpu?.ci?.[1]).toBeGreaterThan(drawn_j);
    expect(gpu?.ci?.[0]).toBeLessThan(gpu?.energy_j as number);
    expect(total.energy_j).toBeGreaterThan(gpu?.energy_j as number);
    expect(total.domains).toEqual(
      expect.arrayContaining(['gpu (measured)', 'package (modelled)', 'dram (modelled)']),
    );
    expect(carbon.carbon_g).toBeCloseTo(
      ((total.energy_j as number) / 3.6e6) * carbon.intensity_g_per_kwh,
      12,
    );
    expect(existsSync(study_path)).toBe(true);
  } finally {
    nvml.remove();
  }
});

test.concurrent('a GPU that is lost in mid-run is flagged and never counted as 0', async () => {
  const nvml = fakeNvml({ power_mw: 100_000 });
  try {
    const parts = testParts({ variables: { WATTPROOF_NVML_LIBRARY: nvml.library } });
    const { document } = recording(parts, NODE, '-e', 'setTimeout(() => {}, 2500)');
    // Two seconds are sampled before the command, for the sensor that averages over one.
    setTimeout(() => nvml.set({ power_mw: 100_000, lost: 1 }), 3500);
    const { energy, total } = await document;
    const gpu = energy.find((one) => one.domain === 'gpu');
    expect(gpu?.flags).toContain('device_lost');
    expect(gpu?.gap_s).toBeGreaterThan(0.5);
    if (gpu?.energy_j !== null) expect(gpu?.energy_j).toBeGreaterThan(0);
    expect(total.energy_j).toBeGreaterThan(0);
  } finally {
    nvml.remove();
  }
});

test.concurrent.each([
  ['its exit code', ['-e', 'process.exit(3)'], 3],
  ['128 + the number of the signal that killed it', ['-e', 'process.kill(process.pid, "SIGKILL")'], 137],
])('the command passes on %s', async (_, args, exit_code) => {
  const { document } = recording(testParts(), NODE, ...args);
  expect((await document).exit_code).toBe(exit_code);
});

test.concurrent('a command that does not exist is refused in one line and leaves no study', async () => {
  const { document, study_path } = recording(testParts(), 'no-such-command-anywhere');
  await expect(document).rejects.toThrow(/^cannot run no-such-command-anywhere: no such command/);
  expect(existsSync(study_path)).toBe(false);
});

test.concurrent('an existing study is refused, and the sampler does not keep the process alive', async () => {
  const parts = testParts();
  const first = recording(parts, NODE, '-e', '0');
  await first.document;
  await expect(recording(parts, NODE, '-e', '0').document).rejects.toThrow(
    /already exists and is never overwritten; choose another name/,
  );
});
