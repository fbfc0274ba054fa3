// The same reads without a sampler: every meter read in a loop that never sleeps, what a tick costs at the least.
// Prints one line of JSON, see BareRound.
import { readNumbers } from '../../build/words.ts';
import { monotonicNs } from '../../engine/setup/clock.ts';
import { closeMeters, openMeters } from '../../native/meters.ts';
import { testParts } from '../engine/parts.ts';

export interface BareRound {
  readonly sources: number;
  /** Processor time of one read of all sources. */
  readonly cpu_us_per_tick: number;
}

const USAGE = `node test/bench/bare-child.ts SECONDS
Reads every meter without a pause for SECONDS; one round of npm run bench:meter.`;
const [duration_s = Number.NaN] = readNumbers({ usage: USAGE, least: 1, most: 1 });
const variables: Record<string, string> = {};
for (const [name, value] of Object.entries(process.env))
  if (name.startsWith('WATTPROOF_') && value !== undefined) variables[name] = value;

const { meters } = openMeters(testParts({ variables }).env);
const readFor = (limit_s: number): number => {
  const end_ns = monotonicNs() + limit_s * 1e9;
  let ticks = 0;
  // The clock is asked once per hundred ticks, so that it is no part of the figure.
  while (monotonicNs() < end_ns)
    for (let i = 0; i < 100; i++, ticks++) for (const meter of meters) meter.read();
  return ticks;
};
readFor(1);
const begin = process.cpuUsage();
const ticks = readFor(duration_s);
const { user, system } = process.cpuUsage(begin);
closeMeters(meters);

const round: BareRound = {
  sources: meters.reduce((count, meter) => count + meter.sources.length, 0),
  cpu_us_per_tick: (user + system) / ticks,
};
process.stdout.write(`${JSON.stringify(round)}\n`);
