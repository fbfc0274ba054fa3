// Stands in for the sampler's thread on the virtual clock: the models' sources, read as often as the real ones, in batches.

import type * as Real from '../../../engine/sampling/sampler.ts';
import { closeMeters, openMeters } from '../../../native/meters.ts';
import { takeAnchor, whenTimePasses } from './clock.ts';

const [READING_NS, BATCH_NS, ANCHOR_NS] = [1e8, 8e8, 4e9];

export const startSampler: typeof Real.startSampler = async (parts, { onBatch }) => {
  const { meters, reports, gpus } = openMeters(parts.env);
  const sources = meters.flatMap((meter) => meter.sources);
  closeMeters(meters);
  let samples: { source: number; t_ns: number; power_w: number; energy_j: null; flag: null }[] = [];
  let anchors: ReturnType<typeof takeAnchor>[] = [];
  const handOut = (): void => {
    if (samples.length === 0) return;
    onBatch({ samples, states: [], processes: [], anchors, events: [], read_times: [] });
    [samples, anchors] = [[], []];
  };
  whenTimePasses((from_ns, to_ns) => {
    for (let n = Math.ceil(from_ns / READING_NS); n * READING_NS < to_ns; n++) {
      const t_ns = n * READING_NS;
      const power_w = 50 + 20 * Math.sin(n / 37) + ((n * 7919) % 101) / 50;
      sources.forEach((_, i) => samples.push({ source: i + 1, t_ns, power_w, energy_j: null, flag: null }));
      if (t_ns % ANCHOR_NS === 0) anchors.push({ ...takeAnchor(''), t_ns });
      if (t_ns % BATCH_NS === 0) handOut();
    }
  });
  return {
    sources,
    opened: sources,
    reports,
    gpus,
    failures: 0,
    mark() {},
    async caughtUp() {
      handOut();
      return true;
    },
    async stop() {
      handOut();
    },
  };
};
