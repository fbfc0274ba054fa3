// Fills the report's model from a study file in one pass over the tables; only one example trial is read sample by sample.
import { carbonFactor } from '../../core/carbon/factor.ts';
import type { ReportModel } from '../../core/report/model.ts';
import { IDLE_PHASE } from '../../core/study/phase.ts';
import { secondsBetween } from '../../core/units.ts';
import { readEnergies } from '../../db/energies.ts';
import { readEvents } from '../../db/events.ts';
import { readMachine } from '../../db/machines.ts';
import { readPhaseSpans } from '../../db/phases.ts';
import { APP_VERSION } from '../setup/version.ts';
import type { StudyContents } from '../study/study-contents.ts';
import { carbonSettings, type ViewOptions, viewOf } from '../study/study-view.ts';
import { phaseTotal, sourceEnergies } from '../study/trial-energy.ts';
import { exampleTrace } from '../study/trial-trace.ts';

export function modelFromStudy(
  contents: StudyContents,
  options: ViewOptions & {
    readonly file: ReportModel['file'];
    readonly generated_unix_ms: number;
  },
): ReportModel {
  const { file: study, head, sources, energies } = contents;
  const view = viewOf(contents, options);
  const settings = carbonSettings(contents, options);
  const example =
    view.trials.find((trial) => trial.state === 'done') ??
    view.trials.find((trial) => (trial.duration_s ?? 0) > 0);
  const trace = example ? exampleTrace(study, sources, example.trial) : null;
  return {
    study: view,
    file: options.file,
    machine: readMachine(study),
    sources,
    trial_energies: [...energies].map(([trial, stored]) => ({
      trial,
      energies: sourceEnergies(stored, sources),
    })),
    total: totalWords(contents),
    idle_power_w: idlePowerW(contents),
    traces: trace ? [trace] : [],
    events: readEvents(study).map(({ trial, kind, message }) => ({ trial, kind, message })),
    factor: carbonFactor(settings),
    settings,
    versions: [
      { name: 'Wattproof, measuring', version: head.app_version },
      { name: 'Wattproof, this report', version: APP_VERSION },
      { name: 'Node.js, this report', version: process.versions.node },
    ],
    command: head.command_json === null ? null : (JSON.parse(head.command_json) as string[]),
    generated_unix_ms: options.generated_unix_ms,
  };
}

/** The parts that the trials' totals include and exclude, merged over all trials. */
function totalWords({ energies, sources }: StudyContents): ReportModel['total'] {
  const totals = [...energies.values()].map((stored) => phaseTotal(stored, sources));
  const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
  return {
    domains: union(totals.map((total) => total.domains)),
    leaves_out: union(totals.map((total) => total.leaves_out)),
  };
}

/** Mean over the trials of idle energy divided by idle time; null when no idle phase has an energy. */
function idlePowerW({ file: study, sources }: StudyContents): number | null {
  const spans = readPhaseSpans(study, IDLE_PHASE);
  const powers: number[] = [];
  for (const [trial, stored] of readEnergies(study, IDLE_PHASE)) {
    const span = spans.get(trial);
    const { energy_j } = phaseTotal(stored, sources);
    if (!span?.t_end_ns || energy_j === null || span.t_end_ns <= span.t_begin_ns) continue;
    powers.push(energy_j / secondsBetween(span.t_begin_ns, span.t_end_ns));
  }
  return powers.length === 0 ? null : powers.reduce((sum, power_w) => sum + power_w, 0) / powers.length;
}
