// `npm run bench:meter [-- ROUNDS SECONDS SETTLE_SECONDS HZ...]`: what sampling two GPUs and RAPL costs, and how punctual it is, on stand-ins.
// Each round runs every rate in turn in a process of its own; the table gives median (least-most) over the rounds.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readNumbers } from '../../build/words.ts';
import { fakeNvml } from '../fixtures/nvml/build-fake-nvml.ts';
import { makePowercap, WORKSTATION } from '../fixtures/powercap/make-powercap.ts';
import { moveCounters } from '../fixtures/powercap/running-powercap.ts';
import type { BareRound } from './bare-child.ts';
import { percentile } from './lateness.ts';
import type { SamplerRound } from './sampler-child.ts';

const USAGE = `npm run bench:meter [-- ROUNDS [SECONDS [SETTLE_SECONDS [HZ...]]]]
Measures what sampling costs and how punctual it is; 3 rounds of 10 s at 10, 100 and 1000 Hz by default.`;
const [rounds = 3, duration_s = 10, settle_s = 1, ...rates_hz] = readNumbers({
  usage: USAGE,
  most: Infinity,
});
const RATES_HZ = rates_hz.length > 0 ? rates_hz : [10, 100, 1000];
/** With the collector, and without: how the sampler reads where there is none. */
const WAYS = RATES_HZ.flatMap((hz) => [
  { hz, with_collector: 1, name: `${hz} Hz` },
  { hz, with_collector: 0, name: `${hz} Hz, no collector` },
]);
type Way = (typeof WAYS)[number];
const BARE_S = 2;

const folder = mkdtempSync(join(tmpdir(), 'wattproof-bench-'));
const nvml = fakeNvml({ gpus: 2, wave_mw: 20_000, wave_period_s: 5 });
const powercap = makePowercap();
/** Power of each zone, W: enough to move at every reading. */
const powers_w = Object.fromEntries(WORKSTATION.map(({ folder: zone }) => [zone, 50]));

/** Runs a child to its end; its one line of JSON, and how busy everything else kept the cores meanwhile. */
async function child<Round>(file: string, args: readonly number[]): Promise<Round> {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const started = spawn(process.execPath, [script, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      TMPDIR: folder,
      WATTPROOF_NVML_LIBRARY: nvml.library,
      WATTPROOF_POWERCAP_ROOT: powercap.root,
    },
  });
  let text = '';
  started.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const code = await new Promise((resolve) => started.once('close', resolve));
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
  return JSON.parse(text) as Round;
}

/** Processor time of all programs since the machine began, in milliseconds. */
const busyMs = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);

const of = (values: readonly (number | null)[], digits: number): string => {
  const known = values.filter((value) => value !== null);
  const text = (p: number): string => percentile(known, p)?.toFixed(digits) ?? 'not measured';
  return `${text(0.5)} (${text(0)}-${text(1)})`;
};

/** A line of the table: its name, one round's figure, digits. */
type Row = [string, (one: SamplerRound & { others_pct: number }) => number | null, number];

try {
  process.stdout.write(
    `${rounds} rounds of ${duration_s} s after ${settle_s} s; load before: ${loadavg()[0]?.toFixed(2)}\n`,
  );
  const bare: BareRound[] = [];
  const sampled = new Map<Way, (SamplerRound & { others_pct: number })[]>(WAYS.map((way) => [way, []]));
  for (let round = 0; round < rounds; round++) {
    bare.push(await child<BareRound>('./bare-child.ts', [BARE_S]));
    for (const way of WAYS) {
      const { hz, with_collector, name } = way;
      const [busy_ms, begin_ms] = [busyMs(), performance.now()];
      const halt = await moveCounters(powercap, powers_w, 500 / hz);
      const one = await child<SamplerRound>('./sampler-child.ts', [
        hz,
        duration_s,
        with_collector,
        settle_s,
      ]).finally(halt);
      const all_pct = (100 * (busyMs() - busy_ms)) / (performance.now() - begin_ms);
      sampled.get(way)?.push({ ...one, others_pct: Math.max(0, all_pct - one.cpu_pct) });
      process.stderr.write(`round ${round + 1}, ${name}: ${JSON.stringify(one)}\n`);
    }
  }

  const rows: Row[] = [
    ['processor, % of one core', (one) => one.cpu_pct, 2],
    ['processor per tick, µs', (one) => one.cpu_us_per_tick, 1],
    ['processor per sample, µs', (one) => one.cpu_us_per_tick / one.sources, 1],
    ['lateness p50, µs', (one) => one.late_p50_us, 0],
    ['lateness p99, µs', (one) => one.late_p99_us, 0],
    ['lateness max, µs', (one) => one.late_max_us, 0],
    ['ticks', (one) => one.ticks, 0],
    ['missed ticks', (one) => one.missed_ticks, 0],
    ['missed ticks before', (one) => one.missed_ticks_first_s, 0],
    ['resident at the begin, MiB', (one) => one.rss_first_s_mib, 0],
    ['resident at the end, MiB', (one) => one.rss_end_mib, 0],
    ['all else, start included, % of one core', (one) => one.others_pct, 1],
  ];
  const out = [`| | ${WAYS.map(({ name }) => name).join(' | ')} |`, `|---|${'---|'.repeat(WAYS.length)}`];
  for (const [name, of_one, digits] of rows) {
    const cells = WAYS.map((way) => of((sampled.get(way) ?? []).map(of_one), digits));
    out.push(`| ${name} | ${cells.join(' | ')} |`);
  }
  const per_tick = bare.map((one) => one.cpu_us_per_tick);
  const per_sample = bare.map((one) => one.cpu_us_per_tick / one.sources);
  out.push('', `sources per tick: ${bare[0]?.sources}`);
  out.push(`bare loop of the same reads: ${of(per_tick, 1)} µs per tick, ${of(per_sample, 1)} µs per sample`);
  process.stdout.write(`${out.join('\n')}\n`);
} finally {
  nvml.remove();
  powercap.remove();
  rmSync(folder, { recursive: true, force: true });
}
