// The last minute of live power: new samples are appended, old ones dropped. Pure, so that it can be tested.
import type { LiveView } from '../../core/contract/ipc.ts';
import { type GpuState, isSummed, type Source } from '../../core/source.ts';
import { nsFromS } from '../../core/units.ts';

export const LIVE_WINDOW_S = 60;

/** A live view that covers the last minute. */
export type LiveWindow = LiveView;
/** A phase as reported: it ends where the next one begins. */
export interface LivePhase {
  readonly name: string;
  readonly begin_ns: number;
}
export const EMPTY_LIVE: LiveWindow = {
  sources: [],
  samples: [],
  gpus: [],
  cpu: { temp_c: null, util_pct: null },
};

/** `live` plus the new samples of `view`; a different set of sources starts over. */
export function appendLive(live: LiveWindow, view: LiveView): LiveWindow {
  const is_same =
    live.sources.length === view.sources.length &&
    live.sources.every((one, i) => one.id === view.sources[i]?.id);
  const kept = is_same ? live.samples : [];
  const last_ns = kept.at(-1)?.t_ns ?? Number.NEGATIVE_INFINITY;
  const fresh = view.samples.filter((sample) => sample.t_ns > last_ns);
  const end_ns = fresh.at(-1)?.t_ns ?? last_ns;
  const begin_ns = end_ns - nsFromS(LIVE_WINDOW_S);
  return {
    sources: is_same ? live.sources : view.sources,
    samples: [...kept, ...fresh].filter((sample) => sample.t_ns >= begin_ns),
    // A batch without the slowly sampled GPU state keeps the last one.
    gpus: view.gpus.length > 0 ? latestPerDevice(view.gpus) : is_same ? live.gpus : [],
    cpu: view.cpu,
  };
}

const latestPerDevice = (states: readonly GpuState[]): GpuState[] => [
  ...new Map(states.map((state) => [state.device, state])).values(),
];

/** Newest reading of each source; null where the last minute has none. */
export const latestPower = (live: LiveWindow): (number | null)[] =>
  live.sources.map(
    (_, i) => live.samples.findLast((sample) => sample.power_w[i] != null)?.power_w[i] ?? null,
  );

/** Sum over the domains that do not overlap; null when any of them is missing, as a partial total would mislead. */
export const totalPower = (sources: readonly Source[], power_w: readonly (number | null)[]): number | null =>
  sources.reduce<number | null>((sum, source, i) => {
    if (!isSummed(source)) return sum;
    const part_w = power_w[i] ?? null;
    return sum === null || part_w === null ? null : sum + part_w;
  }, 0);
