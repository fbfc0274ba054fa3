// One round of the sampler in a process of its own, so that all its processor time is the sampling's.
// Arguments: rate in Hz, seconds. Prints one line of JSON, see SamplerRound.
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicNs } from '../../engine/clock.ts';
import { startSampler } from '../../engine/sampler.ts';
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
  /** Missed in the second before the measurement, with the start itself. */
  readonly missed_ticks_first_s: number;
  readonly rss_first_s_mib: number;
  readonly rss_end_mib: number;
}

const [hz, duration_s] = process.argv.slice(2).map(Number) as [number, number];
const variables: Record<string, string> = {};
for (const [name, value] of Object.entries(process.env))
  if (name.startsWith('WATTPROOF_') && value !== undefined) variables[name] = value;

// Two numbers per tick are kept and the rest is dropped: as near to an owner that does nothing as stamps allow.
const stamps = new Float64Array(2 * Math.ceil(hz * (duration_s + 10)));
let ticks = 0;
let begin_ns = Number.NaN;
const batches: { from: number; missed_ticks: number }[] = [];
let sources = 0;
const sampler = await startSampler(testParts({ variables, sample_hz: hz }), {
  onBatch({ samples, anchors, missed_ticks }) {
    // The sampler takes its first anchor right before the begin of its deadlines.
    if (batches.length === 0) begin_ns = anchors[0]?.t_ns ?? Number.NaN;
    if (sources === 0) sources = samples.length;
    batches.push({ from: ticks, missed_ticks });
    for (let i = 0; i < samples.length; i += sources, ticks++) {
      stamps[2 * ticks] = samples[i]?.t_ns ?? Number.NaN;
      stamps[2 * ticks + 1] = samples[i + sources - 1]?.t_ns ?? Number.NaN;
    }
  },
  onFailure(message) {
    throw new Error(message);
  },
});
const rssMib = (): number => process.memoryUsage.rss() / 2 ** 20;

await sleep(1000);
const rss_first_s_mib = rssMib();
const cpu_begin = process.cpuUsage();
const from_ns = monotonicNs();
await sleep(duration_s * 1000);
const cpu = process.cpuUsage(cpu_begin);
const until_ns = monotonicNs();
const rss_end_mib = rssMib();
await sampler.stop();
if (sources !== sampler.sources.length) throw new Error('the first batch was not one tick');

const late_ns = latenessOf(
  Array.from({ length: ticks }, (_, tick) => ({
    first_ns: stamps[2 * tick] as number,
    last_ns: stamps[2 * tick + 1] as number,
  })),
  begin_ns,
  1e9 / hz,
);
const inside = (tick: number): boolean => {
  const t_ns = stamps[2 * tick] as number;
  return t_ns >= from_ns && t_ns < until_ns;
};
const measured = late_ns.filter((_, tick) => inside(tick));
const late_us = (p: number): number | null => {
  const value = percentile(measured, p);
  return value === null ? null : value / 1e3;
};
const missedIn = (counts: (tick: number) => boolean): number =>
  batches.filter(({ from }) => counts(from)).reduce((sum, { missed_ticks }) => sum + missed_ticks, 0);

const cpu_us = cpu.user + cpu.system;
const round: SamplerRound = {
  sources,
  cpu_pct: (100 * cpu_us * 1e3) / (until_ns - from_ns),
  cpu_us_per_tick: cpu_us / measured.length,
  ticks: measured.length,
  late_p50_us: late_us(0.5),
  late_p99_us: late_us(0.99),
  late_max_us: late_us(1),
  missed_ticks: missedIn(inside),
  missed_ticks_first_s: missedIn((tick) => tick < ticks && (stamps[2 * tick] as number) < from_ns),
  rss_first_s_mib,
  rss_end_mib,
};
process.stdout.write(`${JSON.stringify(round)}\n`);
