// What the sampler's thread and its owner exchange. Samples travel as one packed array per batch: no object per reading.

import type { MachineInventory } from '../core/documents.ts';
import type { GpuProcess, GpuState, ReadFlag, Source, SourceReport } from '../core/source.ts';
import type { Anchor, SampleBatch } from '../db/samples.ts';
import type { Environment } from '../native/environment.ts';

export interface SamplerStart {
  readonly env: Environment;
  readonly sample_hz: number;
  /** Int32: [0] becomes 1 when the owner wants the thread to end. */
  readonly control: SharedArrayBuffer;
}

export type SamplerMessage =
  | {
      readonly kind: 'ready';
      readonly sources: readonly Source[];
      readonly reports: readonly SourceReport[];
      readonly gpus: MachineInventory['gpus'];
    }
  | {
      readonly kind: 'batch';
      /** Rows of {@link FIELDS} numbers: source (from 1), t_ns, power_w, energy_j (NaN: missing), flag number. */
      readonly packed: Float64Array;
      readonly states: readonly (GpuState & { readonly t_ns: number })[];
      readonly processes: readonly (GpuProcess & { readonly t_ns: number })[];
      readonly anchors: readonly Anchor[];
      /** Everything up to this stamp has been read. */
      readonly t_until_ns: number;
      readonly missed_ticks: number;
    }
  | { readonly kind: 'failed'; readonly message: string };

export const FIELDS = 5;
const FLAGS: readonly (ReadFlag | null)[] = [
  null,
  'read_failed',
  'not_supported',
  'no_permission',
  'device_lost',
  'zero_reading',
];

export const flagNumber = (flag: ReadFlag | null): number => FLAGS.indexOf(flag);

/** The packed rows as the study file stores them; NaN becomes null. */
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
