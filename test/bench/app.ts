// `npm run bench:app [-- ROUNDS]`: start beside a bare Electron window, charts of a study of ten million samples, how long the
// main process stands still while a sweep runs at 100 Hz, the window's memory over an hour of samples, size of the bundle.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { _electron, type Page } from 'playwright-core';
import { readNumbers } from '../../build/words.ts';
import { Design } from '../../core/design/design.ts';
import { showScreen } from '../e2e/acts.ts';
import { openDisplay } from '../e2e/display.ts';
import { electronPath, launch, ROOT } from '../e2e/launch.ts';
import { launchFake } from '../renderer/fake-app/launch-fake.ts';
import { SOURCES } from '../renderer/fake-app/machine.ts';
import { writeBigStudy } from './big-study.ts';
import { percentile } from './lateness.ts';

const USAGE = `npm run bench:app [-- ROUNDS]
Times the start, the charts and the sweeps of the window; ROUNDS is 7 by default.`;
const [rounds = 7] = readNumbers({ usage: USAGE, most: 1 });
const folder = mkdtempSync(join(tmpdir(), 'wattproof-bench-'));
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const quartiles = (values: readonly number[]): string => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): string => percentile(sorted, share)?.toFixed(0) ?? '';
  return `${at(0.5)} (${at(0.25)}-${at(0.75)})`;
};

/** From the birth of the process to the first paint that has something in it: in both a button that can be pressed, ms. */
async function startOf(what: 'bare' | 'product'): Promise<number> {
  const display = await openDisplay();
  const dir = mkdtempSync(join(folder, 'start-'));
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(what === 'bare'
        ? [`--user-data-dir=${dir}`, join(import.meta.dirname, 'bare', 'main.cjs')]
        : [ROOT]),
    ],
    env: { ...process.env, WATTPROOF_DATA_DIR: dir, DISPLAY: display.name } as Record<string, string>,
  });
  try {
    const page = await app.firstWindow();
    await page.waitForSelector('button');
    const born_ms = (await app.evaluate(() => process.getCreationTime())) ?? Number.NaN;
    const painted_ms = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list, self) => {
            const [paint] = list.getEntriesByName('first-contentful-paint');
            if (paint === undefined) return;
            self.disconnect();
            resolve(performance.timeOrigin + paint.startTime);
          }).observe({ type: 'paint', buffered: true });
        }),
    );
    return painted_ms - born_ms;
  } finally {
    await app.close();
    await display.close();
  }
}

async function benchStart(): Promise<void> {
  const times: Record<'bare' | 'product', number[]> = { bare: [], product: [] };
  for (let round = 0; round <= rounds; round += 1)
    for (const what of ['bare', 'product'] as const) {
      const time_ms = await startOf(what);
      // The first of each fills the caches of the machine.
      if (round > 0) times[what].push(time_ms);
    }
  const ratios = times.product.map((time_ms, i) => (100 * time_ms) / (times.bare[i] as number));
  print(`start, bare Electron window, ms: ${quartiles(times.bare)}`);
  print(`start, Wattproof, ms: ${quartiles(times.product)}`);
  print(`start, ratio of neighbours, %: ${quartiles(ratios)} of ${rounds} rounds`);
}

/** From the click on a phase of an open trial to its chart on the canvas, ms. */
const clickPhase = (page: Page, name: string): Promise<number> =>
  page.evaluate(async (phase) => {
    const canvas = document.querySelector('canvas[data-testid=trace]');
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === phase);
    const before = canvas?.getAttribute('aria-label');
    const begin_ms = performance.now();
    button?.click();
    while (document.querySelector('canvas[data-testid=trace]')?.getAttribute('aria-label') === before) {
      if (performance.now() - begin_ms > 10_000) throw new Error('the chart never changed');
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await new Promise(requestAnimationFrame);
    return performance.now() - begin_ms;
  }, name);

async function benchStudy(): Promise<void> {
  const path = join(folder, 'big.wattproof');
  writeBigStudy(path, { trials: 2000, samples: 10_000_000 });
  const it = await launch();
  try {
    const { page } = it;
    await page.waitForSelector('nav');
    const begin_ms = performance.now();
    await it.startAgain(path);
    await page.getByTestId('verdict').waitFor();
    print(
      `opening the study up to its verdict (with the start of a second process), ms: ${(performance.now() - begin_ms).toFixed(0)}`,
    );
    const asked = await page.evaluate(async (path) => {
      const listed = await globalThis.window.wattproof.call('study:recent');
      const study = listed.ok ? listed.value.find((one) => one.path === path)?.study : undefined;
      if (study === undefined) throw new Error(`${path} is not listed`);
      const times: number[] = [];
      for (let i = 0; i < 200; i += 1) {
        const trial = 1 + ((i * 997) % 2000);
        const begin_s = (i * 0.37) % 10;
        const before = performance.now();
        const window_s = { begin_s, end_s: begin_s + 0.1 + ((i * 0.61) % 3) };
        const answer = await globalThis.window.wattproof.call('trial:open', {
          study,
          trial,
          window: window_s,
        });
        if (!answer.ok) throw new Error(answer.error.message);
        times.push(performance.now() - before);
      }
      return times;
    }, path);
    const sorted = [...asked].sort((a, b) => a - b);
    print(
      `any window of any trial, asked and answered, ms: ${quartiles(asked)}, 99 % ${percentile(sorted, 0.99)?.toFixed(0)}, most ${sorted.at(-1)?.toFixed(0)}`,
    );
    await showScreen(page, 'Trials');
    const clicks: number[] = [];
    for (let trial = 1; trial <= 15; trial += 1) {
      await page.getByRole('button', { name: `Open trial ${trial}`, exact: true }).click();
      await page.getByTestId('trial-page').waitFor();
      await page.getByRole('heading', { name: new RegExp(`^Trial ${trial}:`) }).waitFor();
      for (const phase of ['Idle baseline', 'Training']) clicks.push(await clickPhase(page, phase));
    }
    const drawn = [...clicks].sort((a, b) => a - b);
    print(
      `from the click to the chart, ms: ${quartiles(clicks)}, most ${drawn.at(-1)?.toFixed(0)} of ${clicks.length}`,
    );
  } finally {
    await it.close();
  }
}

async function benchMain(): Promise<void> {
  const it = await launch();
  try {
    const { page, app } = it;
    await page.waitForSelector('nav');
    await page.evaluate(async () => {
      const settings = await window.wattproof.call('settings:get');
      if (settings.ok)
        await window.wattproof.call('settings:set', { ...settings.value, sample_hz: 100, counter_hz: 100 });
    });
    const design = Design.parse({
      name: 'Bench',
      backend: 'cpu',
      factors: { precision: ['fp32'], batch_size: [32, 128], neurons: [64], layers: [1], epochs: [3] },
      replicates: 20,
      // One core is left to the window: else what is seen is the trainer's turn on the processor.
      threads: 1,
      data: { kind: 'synthetic', samples: 20_000, features: 64, classes: 4, seed: 1 },
      idle_s: 0.2,
      cooldown_s: 0,
    });
    await showScreen(page, 'Run');
    await page.evaluate((asked) => window.wattproof.call('sweep:start', asked), design);
    await app.evaluate(() => {
      const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      Object.assign(globalThis, { delay });
    });
    await page.waitForTimeout(40_000);
    const said = await app.evaluate(() => {
      const { delay } = globalThis as unknown as { delay: import('node:perf_hooks').IntervalHistogram };
      return {
        p50: delay.percentile(50),
        p99: delay.percentile(99),
        p999: delay.percentile(99.9),
        max: delay.max,
      };
    });
    const ms = (ns: number): string => (ns / 1e6).toFixed(1);
    print(
      `main process, turns of its loop while a sweep runs at 100 Hz, ms (5 is no delay): p50 ${ms(said.p50)}, p99 ${ms(said.p99)}, p99.9 ${ms(said.p999)}, most ${ms(said.max)}`,
    );
    await page.evaluate(() => window.wattproof.call('sweep:abort'));
    await page.waitForTimeout(2000);
  } finally {
    await it.close();
  }
}

/** An hour at 10 Hz, the rate of the settings, in batches of a second. */
async function benchMemory(): Promise<void> {
  const it = await launchFake();
  try {
    const { page, send } = it;
    await showScreen(page, 'Hardware');
    const sources = SOURCES.filter(({ available }) => available);
    const session = await page.context().newCDPSession(page);
    const heap = async (): Promise<number> => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
    };
    const seen: number[] = [];
    for (let second = 0; second <= 3600; second += 1) {
      if (second % 600 === 0) seen.push(await heap());
      await send('live:samples', {
        sources,
        gpus: [],
        cpu: { temp_c: null, util_pct: null },
        samples: Array.from({ length: 10 }, (_, i) => ({
          t_ns: 1e12 + (second * 10 + i) * 1e8,
          power_w: sources.map((_source, at) => 20 + at + Math.sin(second + i)),
        })),
      });
    }
    print(
      `window's heap after every 10 of 60 minutes of samples, MiB: ${seen.map((one) => one.toFixed(1)).join(', ')}`,
    );
  } finally {
    await it.close();
  }
}

function benchBundle(): void {
  const assets = join(ROOT, 'dist', 'renderer', 'assets');
  const sizes = readdirSync(assets)
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, bytes: readFileSync(join(assets, file)) }));
  const kib = (bytes: number): string => (bytes / 1024).toFixed(0);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const packed = sizes.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0);
  const first = sizes
    .filter(({ file }) => file.startsWith('index'))
    .reduce((sum, { bytes }) => sum + bytes.length, 0);
  print(`window's programs, KiB: ${kib(total)}, of them at the start ${kib(first)}; packed ${kib(packed)}`);
}

try {
  print(`${cpus().length} x ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`);
  benchBundle();
  await benchStart();
  await benchStudy();
  await benchMain();
  await benchMemory();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
