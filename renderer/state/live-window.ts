// The last minute of live power: what arrives is appended, what is too old falls out. Pure, so that it can be tested.
import type { LiveView } from '../../core/contract/ipc.ts';
import { type GpuState, isSummed, type Source } from '../../core/source.ts';

export const LIVE_WINDOW_S = 60;

/** As it arrives, but of the last minute. */
export type LiveWindow = LiveView;
/** A phase as it was told: it ends where the next one begins. */
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

/** `live` with the samples of `view` that are new; another set of sources starts afresh. */
export function appendLive(live: LiveWindow, view: LiveView): LiveWindow {
  const is_same =
    live.sources.length === view.sources.length &&
    live.sources.every((one, i) => one.id === view.sources[i]?.id);
  const kept = is_same ? live.samples : [];
  const last_ns = kept.at(-1)?.t_ns ?? Number.NEGATIVE_INFINITY;
  const fresh = view.samples.filter((sample) => sample.t_ns > last_ns);
  const end_ns = fresh.at(-1)?.t_ns ?? last_ns;
  const begin_ns = end_ns - LIVE_WINDOW_S * 1e9;
  return {
    sources: is_same ? live.sources : view.sources,
    samples: [...kept, ...fresh].filter((sample) => sample.t_ns >= begin_ns),
    // A batch without the slow-rate state keeps the last one.
    gpus: view.gpus.length > 0 ? latestPerDevice(view.gpus) : is_same ? live.gpus : [],
    cpu: view.cpu,
  };
}

const latestPerDevice = (states: readonly GpuState[]): GpuState[] => [
  ...new Map(states.map((state) => [state.device, state])).values(),
];

/** The newest reading of every source that is not missing; null where the last minute has none. */
export const latestPower = (live: LiveWindow): (number | null)[] =>
  live.sources.map(
    (_, i) => live.samples.findLast((sample) => sample.power_w[i] != null)?.power_w[i] ?? null,
  );

/** Sum over the domains that may be added; null when any of them is missing: a total with a hole is not a total. */
export const totalPower = (sources: readonly Source[], power_w: readonly (number | null)[]): number | null =>
  sources.reduce<number | null>((sum, source, i) => {
    if (!isSummed(source)) return sum;
    const part_w = power_w[i] ?? null;
    return sum === null || part_w === null ? null : sum + part_w;
  }, 0);
