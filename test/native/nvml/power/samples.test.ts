// The driver's own ring of power samples: sized by asking, newer than a stamp, in order.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openFake, problem } from '../open-fake.ts';

test('all samples of the ring, oldest first, at the driver’s own rate', () => {
  const { device } = openFake({ power_mw: 150_000, samples: 40, sample_ms: 20, garbage: 1 });
  const samples = device.totalPowerSamples(0).value ?? [];
  expect(samples).toHaveLength(40);
  expect(new Set(samples.map(({ power_w }) => power_w))).toEqual(new Set([150]));
  samples.forEach(({ t_unix_us }, i) => {
    expect(t_unix_us - (samples[0]?.t_unix_us ?? 0)).toBe(i * 20_000);
  });
});

test('only what is newer than the stamp, then nothing, then what came meanwhile', async () => {
  const { device } = openFake({ samples: 50, sample_ms: 50 });
  const all = device.totalPowerSamples(0).value ?? [];
  const stamp = all[39]?.t_unix_us ?? 0;
  const newer = device.totalPowerSamples(stamp).value ?? [];
  expect(newer.length).toBeGreaterThanOrEqual(10);
  expect(newer.slice(0, 10)).toEqual(all.slice(40));
  // A stamp from the future: nothing is newer, and that is no reason to stop asking.
  expect(device.totalPowerSamples(stamp + 60e6)).toEqual(problem('no_data'));
  const last = newer.at(-1)?.t_unix_us ?? 0;
  await sleep(120);
  const later = device.totalPowerSamples(last).value ?? [];
  expect(later.length).toBeGreaterThan(0);
  expect(later[0]?.t_unix_us).toBe(last + 50_000);
});

test('a ring that is longer than it was is asked for again in full', () => {
  const { device, fake } = openFake({ samples: 5 });
  expect(device.totalPowerSamples(0).value).toHaveLength(5);
  fake.set({ samples: 90 });
  expect(device.totalPowerSamples(0).value).toHaveLength(90);
});

test('an empty ring is no data, samples of 0 W are none', () => {
  const { device, fake } = openFake({ samples: 0 });
  expect(device.totalPowerSamples(0)).toEqual(problem('no_data'));
  fake.set({ samples: 8, zero: 1 });
  expect(device.totalPowerSamples(0).value).toEqual([]);
});

test('the samples follow the wave that the sensor saw', () => {
  const { device } = openFake({
    power_mw: 200_000,
    wave_mw: 50_000,
    wave_period_s: 0.4,
    sample_ms: 20,
    samples: 40,
    instant_window_ms: 0,
  });
  // 40 samples over two whole periods: their mean is the constant part, their spread the wave's.
  const watts = (device.totalPowerSamples(0).value ?? []).map(({ power_w }) => power_w);
  expect(watts.reduce((sum, power_w) => sum + power_w, 0) / watts.length).toBeCloseTo(200, 1);
  // 20 samples per period are at most 9 degrees from the crest: cos(9 degrees) = 0.988.
  expect(Math.max(...watts)).toBeGreaterThan(200 + 0.98 * 50);
  expect(Math.min(...watts)).toBeLessThan(200 - 0.98 * 50);
});
