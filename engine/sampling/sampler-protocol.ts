// The exchange between the sampler's thread and its owner: samples through a shared ring, the rest as messages.
import type { MachineInventory } from '../../core/machine/inventory.ts';
import type { GpuProcess, GpuState, ReadFlag, Source, SourceReport } from '../../core/source.ts';
import type { Anchor, SampleBatch } from '../../db/samples.ts';
import type { Environment } from '../../native/environment.ts';
import { FIELDS } from './ring.ts';

export interface SampleRates {
  /** Readings per second of every power source, at most 100. */
  readonly sample_hz: number;
  /** Readings per second of counters in kernel files (RAPL), at most 1000; null: same as the others. */
  readonly counter_hz: number | null;
}

export interface SamplerStart {
  readonly env: Environment;
  readonly rates: SampleRates;
  /** Int32 cells, see {@link CONTROL}. */
  readonly control: SharedArrayBuffer;
  /** Seconds between the thread's messages. */
  readonly batch_s: number;
  /** The collector's library; null: none here. */
  readonly collector_path: string | null;
}

/**
 * Cells of the control memory. The thread sleeps on `signal`; whoever changes another cell adds 1 to it and notifies.
 * `tells_asked` counts the owner's requests for an immediate report.
 */
export const CONTROL = { signal: 0, stop: 1, marks_asked: 2, tells_asked: 3, size: 4 } as const;

export interface SamplerEvent {
  readonly t_ns: number;
  /** `missed_ticks`, `backed_off`, `slow_read`, `suspended`, `clock_stepped`. */
  readonly kind: string;
  readonly message: string;
}

export type SamplerMessage =
  | {
      readonly kind: 'ready';
      readonly sources: readonly Source[];
      readonly reports: readonly SourceReport[];
      readonly gpus: MachineInventory['gpus'];
      /** The ring's memory, see sampling/ring.ts. */
      readonly ring: SharedArrayBuffer;
    }
  /** `tells_answered`: the count in `tells_asked` that this message answers. */
  | ({ readonly kind: 'news'; readonly tells_answered: number } & SamplerNews)
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** For the log. */
      readonly stack: string | null;
    };

/** Data at low rates. */
export interface SamplerNews {
  readonly states: readonly (GpuState & { readonly t_ns: number })[];
  readonly processes: readonly (GpuProcess & { readonly t_ns: number })[];
  readonly anchors: readonly Anchor[];
  readonly events: readonly SamplerEvent[];
  /** Durations of readings, reported once at the end. */
  readonly read_times: readonly ReadTime[];
}

/** Duration of a meter's readings over the last thousand, s. Its sources are numbered from `first` (from 1). */
export interface ReadTime {
  readonly first: number;
  readonly count: number;
  readonly read_p50_s: number;
  readonly read_p99_s: number;
}

const FLAGS: readonly (ReadFlag | null)[] = [
  null,
  'read_failed',
  'not_supported',
  'no_permission',
  'device_lost',
  'zero_reading',
  'suspended',
  'slow_read',
];

export const flagNumber = (flag: ReadFlag | null): number => FLAGS.indexOf(flag);

/** Rows of the ring as the study file stores them; NaN becomes null. */
export function unpack(packed: Float64Array): SampleBatch['samples'] {
  const samples: SampleBatch['samples'][number][] = [];
  for (let i = 0; i < packed.length; i += FIELDS)
    samples.push({
      source: packed[i] as number,
      t_ns: packed[i + 1] as number,
      power_w: orNull(packed[i + 2] as number),
      energy_j: orNull(packed[i + 3] as number),
      flag: FLAGS[packed[i + 4] as number] ?? null,
    });
  return samples;
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
