// The real driver of a real card, which no stand-in replaces. Read-only; no setting of the card is touched. With
// WATTPROOF_EVIDENCE=FILE, everything that was seen is written there as JSON.
import { writeFileSync } from 'node:fs';
import { type Nvml, NvmlError, openNvml } from 'node-nvml';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { readEnvironment } from '../../native/environment.ts';
import { openNvmlMeter } from '../../native/gpu/nvml-meter.ts';
import { inventoryOf, type WatchedMetric, watch } from './probe.ts';

const WATCH_S = 5;
const { nvml_library } = readEnvironment();

let nvml: Nvml | null = null;
let why_not = '';
try {
  nvml = openNvml(nvml_library === null ? {} : { library: nvml_library });
  if (nvml.devices.length === 0) why_not = 'the driver is there but shows no GPU';
} catch (error) {
  if (!(error instanceof NvmlError)) throw error;
  why_not = `no NVIDIA driver here (${error.code})`;
}
const devices = nvml?.devices ?? [];
const evidence: Record<string, unknown> = { skipped: why_not || null };

beforeEach((context) => {
  if (devices.length === 0) context.skip(why_not);
});
afterAll(() => {
  nvml?.close();
  const file = process.env['WATTPROOF_EVIDENCE'];
  if (file) writeFileSync(file, `${JSON.stringify(evidence, null, 2)}\n`);
});

test('every card has a name, a UUID, a PCI address and an architecture or a reason to have none', () => {
  evidence['driver'] = {
    library: nvml?.library,
    driver_version: nvml?.driver_version,
    nvml_version: nvml?.nvml_version,
    cuda_driver_version: nvml?.cuda_driver_version,
    refused: nvml?.refused,
  };
  for (const device of devices) {
    expect(device.name).not.toBe('');
    expect(device.uuid).toMatch(/^(GPU|MIG)-/);
    expect(nvml?.find(device.uuid ?? '')).toBe(device);
    expect(nvml?.find(device.pci_bus_id ?? '')).toBe(device);
  }
});

test('what each card tells is plausible, and what it does not tell has a reason', () => {
  const inventory = devices.map((device) => inventoryOf(nvml as Nvml, device));
  evidence['devices'] = inventory;
  for (const { temperature, memory, enforced_power_limit, performance_state, clock_sm } of inventory) {
    expect(temperature.value).toBeGreaterThan(0);
    expect(temperature.value).toBeLessThan(120);
    expect(clock_sm.value).toBeLessThan(10_000);
    if (memory.value) expect(memory.value.used_b).toBeLessThanOrEqual(memory.value.total_b);
    if (enforced_power_limit.value) expect(enforced_power_limit.value).toBeLessThan(3000);
    if (performance_state.value !== null) expect(performance_state.value).toBeLessThan(16);
  }
});

test(`every way to the power, watched for ${WATCH_S} s, agrees with the others within a factor of two`, async () => {
  const watched: Record<string, unknown> = {};
  evidence['watched'] = watched;
  for (const device of devices) {
    const { powerUsage, powerInstant, powerAverage, totalEnergyConsumption } = device;
    const begin_ns = process.hrtime.bigint();
    const seen = await watch({ powerUsage, powerInstant, powerAverage, totalEnergyConsumption }, WATCH_S, 5);
    const took_s = Number(process.hrtime.bigint() - begin_ns) / 1e9;
    watched[device.uuid ?? device.index] = { took_s, ...seen };
    const general = seen['powerUsage'] as WatchedMetric;
    expect(general.mean).toBeGreaterThan(1);
    expect(general.mean).toBeLessThan(3000);
    for (const name of ['powerInstant', 'powerAverage']) {
      const { mean } = seen[name] as WatchedMetric;
      if (mean === null) continue;
      expect(mean / (general.mean as number)).toBeGreaterThan(0.5);
      expect(mean / (general.mean as number)).toBeLessThan(2);
    }
    const counter = seen['totalEnergyConsumption'] as WatchedMetric;
    if (counter.first === null || counter.last === null) continue;
    const by_counter_w = (counter.last - counter.first) / took_s;
    expect(by_counter_w / (general.mean as number)).toBeGreaterThan(0.5);
    expect(by_counter_w / (general.mean as number)).toBeLessThan(2);
  }
});

test('the driver’s own ring of samples runs forward and draws what the power says', () => {
  const rings = devices.map((device) => ({ uuid: device.uuid, ring: device.totalPowerSamples(0) }));
  evidence['samples'] = rings;
  for (const { ring } of rings) {
    const samples = ring.value ?? [];
    samples.forEach(({ t_unix_us, power_w }, i) => {
      expect(t_unix_us).toBeGreaterThan(samples[i - 1]?.t_unix_us ?? 0);
      expect(power_w).toBeLessThan(3000);
    });
    const newest_us = samples.at(-1)?.t_unix_us;
    if (newest_us !== undefined) expect(Math.abs(newest_us / 1e3 - Date.now())).toBeLessThan(60_000);
  }
});

test('the meter reads every source, and its rows bring what the package brings', async () => {
  const { meter, reports, gpus } = openNvmlMeter(nvml_library);
  if (meter === null) throw new Error(`the cards answer and the meter does not: ${reports[0]?.reason}`);
  try {
    expect(gpus).toHaveLength(devices.length);
    const took_s: number[] = [];
    for (let i = 0; i < 200; i++) {
      const begin_ns = process.hrtime.bigint();
      meter.read();
      took_s.push(Number(process.hrtime.bigint() - begin_ns) / 1e9);
    }
    took_s.sort((a, b) => a - b);
    const rows = meter.read().map((row) => ({ ...row }));
    evidence['meter'] = {
      reports,
      rows,
      states: meter.readState(),
      processes: meter.readProcesses(),
      read_p50_s: took_s[100],
      read_p99_s: took_s[198],
    };
    expect(rows).toHaveLength(meter.sources.length);
    const main = rows.filter(
      (_, i) => meter.sources[i]?.check_of === null && meter.sources[i]?.domain === 'gpu',
    );
    expect(main.length).toBeGreaterThan(0);
    for (const { power_w, energy_j } of main) expect(power_w ?? energy_j).not.toBeNull();
  } finally {
    meter.close();
  }
});
