// One round of the sampler in a process of its own, so that all its processor time is the sampling's.
// Prints one line of JSON, see SamplerRound.
import { setTimeout as sleep } from 'node:timers/promises';
import { readNumbers } from '../../build/words.ts';
import { startSampler } from '../../engine/sampling/sampler.ts';
import { monotonicNs } from '../../engine/setup/clock.ts';
import { testParts } from '../engine/parts.ts';
import { latenessOf, percentile } from './lateness.ts';

export interface SamplerRound {
  readonly sources: number;
  /** Processor time of the whole process (its thread, its owner, the garbage collector) over the wall time, in percent. */
  readonly cpu_pct: number;
  readonly cpu_us_per_tick: number;
  readonly ticks: number;
  readonly late_p50_us: number | null;
  readonly late_p99_us: number | null;
  readonly late_max_us: number | null;
  readonly missed_ticks: number;
  /** Missed before the measurement, with the start itself. */
  readonly missed_ticks_first_s: number;
  readonly rss_first_s_mib: number;
  readonly rss_end_mib: number;
}

const USAGE = `node test/bench/sampler-child.ts HZ SECONDS COLLECTOR SETTLE_SECONDS
Samples at HZ for SECONDS, with the collector (1) or without (0); one round of npm run bench:meter.`;
const [hz, duration_s, with_collector, settle_s] = readNumbers({ usage: USAGE, least: 4, most: 4 }) as [
  number,
  number,
  number,
  number,
];
const variables: Record<string, string> = {};
for (const [name, value] of Object.entries(process.env))
  if (name.startsWith('WATTPROOF_') && value !== undefined) variables[name] = value;

// At 1 kHz only RAPL is read so often: the GPUs stay at their 100 Hz. The stamps of one source tell every tick, for the
// stand-ins' values change at every reading.
const FASTEST_GPU_HZ = 100;
const stamps_ns = new Float64Array(Math.ceil(hz * (duration_s + settle_s + 10)));
let ticks = 0;
let begin_ns = Number.NaN;
const missed: { t_ns: number; count: number }[] = [];
const rates = { sample_hz: Math.min(hz, FASTEST_GPU_HZ), counter_hz: hz };
let source = Number.NaN;
const sampler = await startSampler(
  testParts({ variables, ...rates, ...(with_collector ? {} : { collector_path: null }) }),
  {
    onBatch({ samples, anchors, events }) {
      // The first anchor is the first deadline.
      if (Number.isNaN(begin_ns)) begin_ns = anchors[0]?.t_ns ?? Number.NaN;
      for (const { source: from, t_ns } of samples) if (from === source) stamps_ns[ticks++] = t_ns;
      for (const { kind, t_ns, message } of events) {
        if (kind === 'missed_ticks') missed.push({ t_ns, count: Number.parseInt(message, 10) });
        else if (kind === 'backed_off' || kind === 'sped_up') process.stderr.write(`${message}\n`);
        else throw new Error(`not a quiet run: ${message}`);
      }
    },
    onFailure(message) {
      throw new Error(message);
    },
  },
);
source = 1 + sampler.sources.findIndex(({ domain }) => domain === (hz > FASTEST_GPU_HZ ? 'package' : 'gpu'));
const rssMib = (): number => process.memoryUsage.rss() / 2 ** 20;

await sleep(settle_s * 1000);
const rss_first_s_mib = rssMib();
const cpu_begin = process.cpuUsage();
const from_ns = monotonicNs();
await sleep(duration_s * 1000);
const cpu = process.cpuUsage(cpu_begin);
const until_ns = monotonicNs();
const rss_end_mib = rssMib();
await sampler.stop();

const measured = stamps_ns.subarray(0, ticks).filter((t_ns) => t_ns >= from_ns && t_ns < until_ns);
const late_ns = latenessOf(measured, begin_ns, 1e9 / hz);
const late_us = (p: number): number | null => {
  const value = percentile(late_ns, p);
  return value === null ? null : value / 1e3;
};
const missedIn = (counts: (t_ns: number) => boolean): number =>
  missed.filter(({ t_ns }) => counts(t_ns)).reduce((sum, { count }) => sum + count, 0);

const cpu_us = cpu.user + cpu.system;
const round: SamplerRound = {
  sources: sampler.sources.length,
  cpu_pct: (100 * cpu_us * 1e3) / (until_ns - from_ns),
  cpu_us_per_tick: cpu_us / measured.length,
  ticks: measured.length,
  late_p50_us: late_us(0.5),
  late_p99_us: late_us(0.99),
  late_max_us: late_us(1),
  missed_ticks: missedIn((t_ns) => t_ns >= from_ns && t_ns < until_ns),
  missed_ticks_first_s: missedIn((t_ns) => t_ns < from_ns),
  rss_first_s_mib,
  rss_end_mib,
};
process.stdout.write(`${JSON.stringify(round)}\n`);
