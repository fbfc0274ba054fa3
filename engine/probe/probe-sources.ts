// Reads every source for some seconds as fast as allowed, to find how often it really changes and how long a reading takes.
import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceProbe } from '../../core/source.ts';
import { startSampler } from '../sampling/sampler.ts';
import type { ReadTime } from '../sampling/sampler-protocol.ts';
import type { EngineParts } from '../setup/parts.ts';
import { changesOf, type Seen } from './update-period.ts';

const RATES = { sample_hz: 100, counter_hz: 1000 } as const;

/** Probes of all sources by id. Reads in the sampler's thread and stores nothing. @throws AuditError `meter`. */
export async function probeSources(
  parts: EngineParts,
  duration_s: number,
): Promise<Map<string, SourceProbe>> {
  const seen = new Map<number, Seen[]>();
  let read_times: readonly ReadTime[] = [];
  const sampler = await startSampler(
    { ...parts, ...RATES },
    {
      onBatch(batch) {
        for (const sample of batch.samples) {
          const list = seen.get(sample.source);
          if (list) list.push(sample);
          else seen.set(sample.source, [sample]);
        }
        if (batch.read_times.length > 0) read_times = batch.read_times;
      },
      onFailure: () => {},
    },
  );
  await sleep(duration_s * 1000);
  await sampler.stop();
  return new Map(
    sampler.sources.flatMap(({ id }, index): [string, SourceProbe][] => {
      const time = read_times.find(({ first, count }) => index + 1 >= first && index + 1 < first + count);
      if (!time) return [];
      const { read_p50_s, read_p99_s } = time;
      return [[id, { duration_s, ...changesOf(seen.get(index + 1) ?? []), read_p50_s, read_p99_s }]];
    }),
  );
}
