// Live power for a window that is not running a sweep: the same sampler, nothing stored.
import { CounterPower } from '../core/energy/counter-power.ts';
import type { LiveSample, LiveView } from '../core/ipc.ts';
import type { Source } from '../core/source.ts';
import type { SampleBatch } from '../db/samples.ts';
import type { EngineParts } from './parts.ts';
import { startSampler } from './sampler.ts';

export interface Live {
  readonly sources: readonly Source[];
  stop(): Promise<void>;
}

export async function startLive(parts: EngineParts, onView: (view: LiveView) => void): Promise<Live> {
  const views = new LiveViews();
  const sampler = await startSampler(parts, {
    onBatch: (batch) => onView(views.next(sampler.sources, batch)),
    onFailure: () => onView({ sources: [], samples: [], gpus: [] }),
  });
  return { sources: sampler.sources, stop: () => sampler.stop() };
}

/** Turns batches into what a window draws: one row per tick, power only, from a counter's steps where there is no power. */
export class LiveViews {
  #powers: readonly CounterPower[] = [];

  next(sources: readonly Source[], batch: SampleBatch): LiveView {
    if (this.#powers.length !== sources.length)
      this.#powers = sources.map((source) => new CounterPower(source.counter_range_j));
    const samples: LiveSample[] = [];
    let row: (number | null)[] = [];
    for (const sample of batch.samples) {
      if (sample.source === 1) row = sources.map(() => null);
      row[sample.source - 1] = this.#powers[sample.source - 1]?.powerW(sample) ?? null;
      if (sample.source === sources.length) samples.push({ t_ns: sample.t_ns, power_w: row });
    }
    return { sources, samples, gpus: batch.states };
  }
}
