// Live power for a window without a running sweep: the same sampler, but nothing is stored.

import type { CpuState, LiveSample, LiveView } from '../../core/contract/ipc.ts';
import { CounterPower } from '../../core/energy/counter-power.ts';
import type { Source } from '../../core/source.ts';
import type { SampleBatch } from '../../db/samples.ts';
import { cpuStates } from '../guards/cpu-state.ts';
import { MachineWatch } from '../guards/machine-watch.ts';
import type { EngineParts } from '../setup/parts.ts';
import { startSampler } from './sampler.ts';

export interface Live {
  readonly sources: readonly Source[];
  stop(): Promise<void>;
}

/** Seconds between updates of live power in a window. */
const LIVE_BATCH_S = 0.2;

export async function startLive(parts: EngineParts, onView: (view: LiveView) => void): Promise<Live> {
  const watch = new MachineWatch(parts.env);
  const views = new LiveViews(cpuStates(watch, () => performance.now()));
  const sampler = await startSampler(
    parts,
    {
      onBatch: (batch) => onView(views.next(sampler.sources, batch)),
      onFailure: () => onView({ sources: [], samples: [], gpus: [], cpu: { temp_c: null, util_pct: null } }),
    },
    { batch_s: LIVE_BATCH_S },
  );
  return {
    sources: sampler.sources,
    async stop() {
      await sampler.stop();
      watch.close();
    },
  };
}

/** Time covered by one drawn row, ns, however fast the sources are read. */
const ROW_NS = 1e8;
/** A value holds until the next one, but no longer than the sampler's silence about a constant source, ns. */
const STANDS_NS = 1.5e9;

/** Turns batches into rows for drawing: aligned and with power only, derived from a counter where necessary. */
export class LiveViews {
  readonly #cpu: () => CpuState;
  #powers: readonly CounterPower[] = [];
  #held: { power_w: number | null; t_ns: number }[] = [];

  constructor(cpu: () => CpuState) {
    this.#cpu = cpu;
  }

  next(sources: readonly Source[], batch: SampleBatch): LiveView {
    if (this.#powers.length !== sources.length) {
      this.#powers = sources.map((source) => new CounterPower(source.counter_range_j));
      this.#held = sources.map(() => ({ power_w: null, t_ns: Number.NEGATIVE_INFINITY }));
    }
    const in_time = [...batch.samples].sort((a, b) => a.t_ns - b.t_ns);
    const samples: LiveSample[] = [];
    in_time.forEach((sample, i) => {
      const power_w = this.#powers[sample.source - 1]?.powerW(sample) ?? null;
      this.#held[sample.source - 1] = { power_w, t_ns: sample.t_ns };
      const following = in_time[i + 1];
      if (following && Math.floor(following.t_ns / ROW_NS) === Math.floor(sample.t_ns / ROW_NS)) return;
      samples.push({
        t_ns: sample.t_ns,
        power_w: this.#held.map((held) => (sample.t_ns - held.t_ns < STANDS_NS ? held.power_w : null)),
      });
    });
    return { sources, samples, gpus: batch.states, cpu: this.#cpu() };
  }
}
