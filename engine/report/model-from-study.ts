// Fills the report's model from a study file: one pass over the tables, one example trial read sample by sample.
import { carbonFactor } from '../../core/carbon/factor.ts';
import type { ReportModel } from '../../core/report/model.ts';
import type { Source } from '../../core/source.ts';
import { secondsBetween } from '../../core/units.ts';
import { readEnergies } from '../../db/energies.ts';
import { readEvents } from '../../db/events.ts';
import { readMachine } from '../../db/machines.ts';
import { readPhaseSpans } from '../../db/phases.ts';
import { readSources } from '../../db/sources.ts';
import { readStudy } from '../../db/studies.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { APP_VERSION } from '../setup/version.ts';
import { carbonSettings, type ViewOptions, viewOf } from '../study/study-view.ts';
import { phaseTotal, sourceEnergies } from '../study/trial-energy.ts';
import { judgedPhase } from '../study/trial-rows.ts';
import { exampleTrace } from '../study/trial-trace.ts';

export function modelFromStudy(
  study: StudyFile,
  options: ViewOptions & {
    readonly file: ReportModel['file'];
    readonly generated_unix_ms: number;
  },
): ReportModel {
  const view = viewOf(study, options);
  const head = readStudy(study);
  const sources = readSources(study);
  const settings = carbonSettings(study, options);
  const trial_energies = [...readEnergies(study, judgedPhase(study))].map(([trial, stored]) => ({
    trial,
    energies: sourceEnergies(stored, sources),
  }));
  const example =
    view.trials.find((trial) => trial.state === 'done') ?? view.trials.find((trial) => trial.duration_s > 0);
  const trace = example ? exampleTrace(study, sources, example.trial) : null;
  return {
    study: view,
    file: options.file,
    machine: readMachine(study),
    sources,
    trial_energies,
    total: totalWords(study, sources),
    idle_power_w: idlePowerW(study, sources),
    traces: trace ? [trace] : [],
    events: readEvents(study).map(({ trial, kind, message }) => ({ trial, kind, message })),
    factor: carbonFactor(settings),
    settings,
    versions: [
      { name: 'Wattproof, measuring', version: head?.app_version ?? 'unknown' },
      { name: 'Wattproof, this report', version: APP_VERSION },
      { name: 'Node.js, this report', version: process.versions.node },
    ],
    command: head?.command_json ? (JSON.parse(head.command_json) as string[]) : null,
    generated_unix_ms: options.generated_unix_ms,
  };
}

/** What the totals of the trials hold and leave out, said once for all of them. */
function totalWords(study: StudyFile, sources: readonly Source[]): ReportModel['total'] {
  const totals = [...readEnergies(study, judgedPhase(study)).values()].map((stored) =>
    phaseTotal(stored, sources),
  );
  const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
  return {
    domains: union(totals.map((total) => total.domains)),
    leaves_out: union(totals.map((total) => total.leaves_out)),
  };
}

/** Mean over the trials of idle energy over idle time; null where no idle phase has an energy. */
function idlePowerW(study: StudyFile, sources: readonly Source[]): number | null {
  const spans = readPhaseSpans(study, 'idle');
  const powers: number[] = [];
  for (const [trial, stored] of readEnergies(study, 'idle')) {
    const span = spans.get(trial);
    const { energy_j } = phaseTotal(stored, sources);
    if (!span?.t_end_ns || energy_j === null || span.t_end_ns <= span.t_begin_ns) continue;
    powers.push(energy_j / secondsBetween(span.t_begin_ns, span.t_end_ns));
  }
  return powers.length === 0 ? null : powers.reduce((sum, power_w) => sum + power_w, 0) / powers.length;
}
