import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { SampleBatch } from '../../../db/samples.ts';
import { LiveViews } from '../../../engine/sampling/live.ts';
import {
  type SampledBatch,
  type Sampler,
  type SamplerOptions,
  startSampler,
} from '../../../engine/sampling/sampler.ts';
import { fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';
import { makePowercap } from '../../fixtures/powercap/make-powercap.ts';
import { runningPowercap } from '../../fixtures/powercap/running-powercap.ts';
import { testParts } from '../parts.ts';
import { WAYS } from '../ways.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

async function sampled(
  parts: ReturnType<typeof testParts>,
  options?: SamplerOptions,
): Promise<{
  sampler: Sampler;
  samples: SampleBatch['samples'][number][];
  batches: SampledBatch[];
  failures: string[];
}> {
  const samples: SampleBatch['samples'][number][] = [];
  const batches: SampledBatch[] = [];
  const failures: string[] = [];
  const sampler = await startSampler(
    parts,
    {
      onBatch(batch) {
        batches.push(batch);
        samples.push(...batch.samples);
      },
      onFailure: (message) => failures.push(message),
    },
    options,
  );
  undo.push(() => sampler.stop());
  return { sampler, samples, batches, failures };
}

describe.each(WAYS)('a sampler that reads $way', ({ by }) => {
  test('measured sources replace the models, and counters are passed on raw', async () => {
    const powercap = makePowercap();
    const nvml = fakeNvml();
    undo.push(
      () => powercap.remove(),
      () => nvml.remove(),
    );
    const variables = { WATTPROOF_POWERCAP_ROOT: powercap.root, WATTPROOF_NVML_LIBRARY: nvml.library };
    const { sampler, samples, batches } = await sampled(testParts({ variables, ...by }));
    const kinds = sampler.sources.map((source) => `${source.domain} ${source.kind}`);
    expect(kinds).toContain('gpu measured');
    expect(kinds).toContain('package measured');
    expect(kinds).not.toContain('package modelled');

    await sampler.caughtUp();
    powercap.advance('intel-rapl:0', 12.5);
    await sleep(250);
    expect(await sampler.caughtUp()).toBe(true);
    const at = sampler.sources.findIndex((source) => source.id === 'rapl:package-0') + 1;
    const counter = samples
      .filter((sample) => sample.source === at)
      .map((sample) => sample.energy_j as number);
    expect(counter[0]).toBeCloseTo(5, 9);
    expect(counter.at(-1)).toBeCloseTo(17.5, 9);
    expect(batches.flatMap((batch) => batch.states)[0]?.temp_c).toBeGreaterThan(0);
    expect(batches.flatMap((batch) => batch.anchors).length).toBeGreaterThan(0);
  });

  test('every source is read at its own pace and stamps never run backwards', async () => {
    const { sampler, samples } = await sampled(testParts({ sample_hz: 50, ...by }));
    await sleep(500);
    await sampler.caughtUp();
    const per_source = sampler.sources.map((_, i) => samples.filter((sample) => sample.source === i + 1));
    // The CPU model changes ten times a second at most, the memory model never: its first and its last reading are kept.
    const [cpu, ram] = per_source.map((list) => list.length) as [number, number];
    expect(cpu).toBeGreaterThan(2);
    expect(cpu).toBeLessThan(9);
    expect(ram).toBe(2);
    for (const list of per_source)
      list.forEach((sample, i) => {
        if (i > 0) expect(sample.t_ns).toBeGreaterThan((list[i - 1] as typeof sample).t_ns);
      });
  });

  test('a zone that vanishes in mid-run gives null and a flag, and the rest continues', async () => {
    const powercap = makePowercap();
    undo.push(() => powercap.remove());
    const { sampler, samples } = await sampled(
      testParts({ variables: { WATTPROOF_POWERCAP_ROOT: powercap.root }, ...by }),
    );
    await sampler.caughtUp();
    powercap.set('intel-rapl:0', '');
    await sleep(200);
    await sampler.caughtUp();
    const last = samples.slice(-sampler.sources.length);
    const at = (id: string) => last[sampler.sources.findIndex((source) => source.id === id)];
    expect(at('rapl:package-0')).toMatchObject({ energy_j: null, flag: 'read_failed' });
    expect(at('rapl:package-0/dram')?.energy_j).toBeCloseTo(2, 9);
  });

  test('a stop delivers everything read before it, and nothing after', async () => {
    const { sampler, samples, failures } = await sampled(testParts(by));
    await sleep(120);
    await sampler.stop();
    const n = samples.length;
    expect(n).toBeGreaterThan(0);
    await sleep(150);
    expect(samples).toHaveLength(n);
    expect(failures).toEqual([]);
  });

  test('catching up delivers events too, long before the next batch is due', async () => {
    const nvml = fakeNvml();
    undo.push(() => nvml.remove());
    const variables = { WATTPROOF_NVML_LIBRARY: nvml.library };
    const { sampler, batches } = await sampled(testParts({ variables, ...by }), { batch_s: 3600 });
    expect(await sampler.caughtUp()).toBe(true);
    nvml.set({ block_ms: 1100 });
    expect(await sampler.caughtUp()).toBe(true);
    const kinds = batches.flatMap(({ events }) => events.map(({ kind }) => kind));
    expect(kinds).toContain('slow_read');
  });

  test('at the full rates every tick is a separate reading, and a mark is read at once', async () => {
    const nvml = fakeNvml({ wave_mw: 20_000, wave_period_s: 3 });
    const powercap = await runningPowercap();
    undo.push(
      () => powercap.remove(),
      () => nvml.remove(),
    );
    const variables = { WATTPROOF_POWERCAP_ROOT: powercap.root, WATTPROOF_NVML_LIBRARY: nvml.library };
    const { sampler, samples } = await sampled(
      testParts({ variables, sample_hz: 50, counter_hz: 200, ...by }),
    );
    await sleep(1000);
    const asked_ns = Number(process.hrtime.bigint());
    expect(await sampler.caughtUp()).toBe(true);
    const of = (id: RegExp) => {
      const at = sampler.sources.findIndex((source) => id.test(source.id)) + 1;
      return samples.filter(({ source }) => source === at);
    };
    for (const [id, hz] of [
      [/^nvml:[^/]*$/, 50],
      [/package-0$/, 200],
    ] as const) {
      const rows = of(id);
      // Deadlines from one reading to the next: one in most cases, however many a busy machine makes the sampler miss,
      // and where a value moved, for two equal readings in a row are stored once.
      const deadlines = rows.flatMap(({ t_ns, energy_j, power_w }, i) => {
        const before = rows[i - 1];
        if (!before || (before.energy_j === energy_j && before.power_w === power_w)) return [];
        return [Math.round(((t_ns - before.t_ns) * hz) / 1e9)];
      });
      expect(deadlines.length).toBeGreaterThan(10);
      expect(deadlines.toSorted((a, b) => a - b)[deadlines.length >> 1]).toBe(1);
      // Never oftener than asked, but for the mark of its own.
      const seen_s = ((rows.at(-1)?.t_ns as number) - (rows[0]?.t_ns as number)) / 1e9;
      expect(rows.length).toBeLessThanOrEqual(seen_s * hz + 3);
      rows.forEach((row, i) => {
        if (i > 0) expect(row.t_ns).toBeGreaterThan(rows[i - 1]?.t_ns as number);
      });
      // The mark's own reading is there although nothing was due.
      expect(rows.at(-1)?.t_ns as number).toBeGreaterThan(asked_ns);
    }
  });
});

test('a worker that cannot start rejects with what went wrong', async () => {
  const parts = { ...testParts(), worker_url: new URL('./no-such-worker.ts', import.meta.url) };
  await expect(startSampler(parts, { onBatch() {}, onFailure() {} })).rejects.toThrow(
    /power sampler could not start/,
  );
  expect(readFileSync(parts.log.path, 'utf8')).toMatch(/error the sampler thread: Error: .*no-such-worker/);
});

test('a thread that hangs is replaced by one that reads on, and its own readings are kept once', async () => {
  const powercap = await runningPowercap();
  const parts = testParts({ variables: { WATTPROOF_POWERCAP_ROOT: powercap.root } });
  const fail = join(parts.env.data_dir, 'fail');
  process.env['WATTPROOF_TEST_FAIL'] = fail;
  undo.push(
    () => powercap.remove(),
    () => delete process.env['WATTPROOF_TEST_FAIL'],
  );
  const worker_url = new URL('../../fixtures/sampler/failing-worker.ts', import.meta.url);
  const { sampler, samples, batches, failures } = await sampled({ ...parts, worker_url }, { silent_s: 3 });
  await sleep(1000);
  writeFileSync(fail, 'hang');
  const kinds = (): string[] => batches.flatMap(({ events }) => events.map(({ kind }) => kind));
  await expect.poll(kinds, { timeout: 40_000, interval: 100 }).toContain('sampler_restarted');
  expect(sampler.failures).toBe(1);
  expect(await sampler.caughtUp()).toBe(true);
  expect(failures).toEqual([]);
  const rows = samples.filter(({ source }) => source === 1).toSorted((a, b) => a.t_ns - b.t_ns);
  const holes_s = rows.slice(1).map(({ t_ns }, k) => (t_ns - (rows[k] as (typeof rows)[0]).t_ns) / 1e9);
  // The thread read on for up to two seconds after its last message.
  expect(Math.max(...holes_s)).toBeGreaterThan(1);
  expect(rows.filter(({ t_ns }, k) => t_ns === rows[k - 1]?.t_ns)).toEqual([]);
  // The counter goes on by 20 W over the hole.
  const [first, last] = [rows[0], rows.at(-1)] as [(typeof rows)[0], (typeof rows)[0]];
  const mean_w = (((last.energy_j as number) - (first.energy_j as number)) / (last.t_ns - first.t_ns)) * 1e9;
  expect(mean_w).toBeGreaterThan(19);
  expect(mean_w).toBeLessThan(21);
});

test('a live view derives power from a counter, with nothing before the second reading', () => {
  const source = { id: 'rapl:package-0', counter_range_j: 100 } as Sampler['sources'][number];
  const sample = (t_s: number, energy_j: number | null) => ({
    source: 1,
    t_ns: t_s * 1e9,
    power_w: null,
    energy_j,
    flag: null,
  });
  const views = new LiveViews(() => ({ temp_c: null, util_pct: null }));
  const powers = (samples: ReturnType<typeof sample>[]) =>
    views
      .next([source], { samples, states: [], processes: [], anchors: [] })
      .samples.map((row) => row.power_w[0]);
  expect(powers([sample(1, 90), sample(2, 95)])).toEqual([null, 5]);
  expect(powers([sample(3, 5), sample(4, null), sample(5, 25)])).toEqual([10, null, 10]);
});
