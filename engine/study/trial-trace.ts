// The power of one trial over time, ready for a figure.
import type { TracePoint } from '../../core/figures/power-trace.ts';
import { thinTrace } from '../../core/figures/thin-trace.ts';
import type { Source } from '../../core/source.ts';
import type { ReportTrace } from '../../core/study/trace.ts';
import { nsFromS, secondsBetween } from '../../core/units.ts';
import { readEnergies } from '../../db/energies.ts';
import { readPhases } from '../../db/phases.ts';
import { sampleSpan } from '../../db/samples.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { LongTraces } from './long-traces.ts';

/**
 * @param window seconds since the trial's first sample or phase; null: the whole trial
 * @param kept cache of traces from earlier calls on this trial
 * @returns null when the trial has no samples
 */
export function exampleTrace(
  study: StudyFile,
  sources: readonly Source[],
  trial: number,
  window: { readonly begin_s: number; readonly end_s: number } | null = null,
  kept: LongTraces = new LongTraces(),
): ReportTrace | null {
  const { t_begin_ns, t_end_ns } = sampleSpan(study, trial);
  if (t_begin_ns === null || t_end_ns === null) return null;
  const stored_phases = readPhases(study, trial);
  const origin_ns = Math.min(t_begin_ns, ...stored_phases.map((phase) => phase.t_begin_ns));
  const seconds = (t_ns: number): number => secondsBetween(origin_ns, t_ns);
  const asked =
    window === null
      ? { t_begin_ns, t_end_ns }
      : {
          t_begin_ns: Math.round(origin_ns + nsFromS(window.begin_s)),
          t_end_ns: Math.round(origin_ns + nsFromS(window.end_s)),
        };
  const series = sources.map((source, index) => {
    const points: TracePoint[] = kept
      .powerOf(study, { trial, source: index + 1, counter_range_j: source.counter_range_j }, asked)
      .map(({ t_ns, power_w }) => ({ t_s: seconds(t_ns), power_w }));
    // The first reading of a counter has no power and would only show as a gap at the edge.
    const first = points.findIndex((point) => point.power_w !== null);
    const label = `${source.device} (${source.domain}, ${source.kind})`;
    return { label, kind: source.kind, points: thinTrace(first < 0 ? points : points.slice(first)) };
  });
  const phases = stored_phases.flatMap(({ name, t_begin_ns: begin_ns, t_end_ns: end_ns }) => {
    if (end_ns === null) return [];
    const energies = readEnergies(study, name, trial).get(trial) ?? [];
    const duration_s = secondsBetween(begin_ns, end_ns);
    const mean_power_w = sources.map((_, index) => {
      const energy_j = energies.find((energy) => energy.source === index + 1)?.energy_j ?? null;
      return energy_j === null || duration_s <= 0 ? null : energy_j / duration_s;
    });
    return [{ name, begin_s: seconds(begin_ns), end_s: seconds(end_ns), mean_power_w }];
  });
  return { trial, series, phases };
}
