// The view of a study: trials, analysis, carbon and energy sources, computed on request.
import { isDeepStrictEqual } from 'node:util';
import { carbonOf } from '../../core/carbon/carbon.ts';
import { carbonFactor } from '../../core/carbon/factor.ts';
import type { StudyView } from '../../core/contract/ipc.ts';
import { Design } from '../../core/design/design.ts';
import { CONDITION_NAMES } from '../../core/guards/conditions.ts';
import { Settings } from '../../core/settings.ts';
import { isSummed } from '../../core/source.ts';
import type { AnalysisRequest } from '../../core/study/analysis-request.ts';
import { offeredResponses, responseIn } from '../../core/study/responses.ts';
import { isAnalysed, type TrialRow } from '../../core/study/trial-row.ts';
import { carbonG } from '../../core/units.ts';
import { readLevels, readVariedFactors } from '../../db/factors.ts';
import { readLooks } from '../../db/looks.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readProducts } from '../../db/trials.ts';
import { doubtsOf } from '../integrity/doubts.ts';
import { inDesignOrder, planAnalysis, plannedAnalysis } from './analysis-plan.ts';
import { keptOut, leftOut, leftOutByHand, ofOneFactor } from './analysis-remarks.ts';
import { interruptionsInWords, tryRows, unfinishedOf } from './interruptions.ts';
import { readContents, type StudyContents } from './study-contents.ts';
import { sweepAnalyses } from './sweep-analyses.ts';
import { sumOfTrials } from './sweep-total.ts';
import { trialRows } from './trial-rows.ts';
import { asUnreadable } from './unreadable.ts';

/** The analysis request, and the reader's settings. */
export interface ViewOptions extends AnalysisRequest {
  readonly settings: Settings;
  /** Unit of energies in the analysis; default J. */
  readonly energy_unit?: 'J' | 'Wh';
  /** The settings' carbon factor takes precedence over the one stored in the study; default false. */
  readonly override_carbon?: boolean;
  /** The study expected at this path, by its random name; null or absent: any. */
  readonly uuid?: string | null;
}

/** @throws AuditError `study` when the file cannot be read, `usage` for an unknown response or factor. */
export function viewStudy(path: string, options: ViewOptions): StudyView {
  const file = openStudyFile(path, 'read');
  try {
    return viewOf(readContents(file, options.uuid), options);
  } catch (error) {
    throw asUnreadable(path, error);
  } finally {
    closeStudyFile(file);
  }
}

export function viewOf(contents: StudyContents, options: ViewOptions): StudyView {
  const { file, head, sources } = contents;
  // Energies up to a target are computed from the samples themselves.
  const doubts = doubtsOf(contents, options.target === undefined ? 'quick' : 'full');
  const target = options.target ?? null;
  const settings = carbonSettings(contents, options);
  const grid = carbonFactor(settings);
  const carbon_g_per_j = carbonG(1, grid.intensity_g_per_kwh) * settings.pue;
  const rows = trialRows(contents, { target, carbon_g_per_j });
  const { energy_unit = 'J' } = options;
  const varied = inDesignOrder(readVariedFactors(file));
  const kind = energyKind(contents);
  const looks = readLooks(file);
  const plan = planAnalysis(
    options,
    { varied, level_order: readLevels(file), looks, kind },
    { energy_unit, usual_alpha: settings.alpha },
  );
  const { response, factors } = plan;
  const { analysis, why_no_analysis } = plannedAnalysis(rows, plan);
  const tries = tryRows(contents);
  const interruptions = interruptionsInWords(contents, tries);
  const remarks = analysis && [
    ...interruptions,
    ...leftOutByHand(rows, () => plannedAnalysis(withoutExclusions(rows), plan).analysis),
    ...(response.name === 'carbon_g' ? [ofOneFactor(grid.intensity_g_per_kwh, settings.pue)] : []),
    ...keptOut(response.from_power ? sources : []),
    ...leftOut(varied, factors),
  ];
  const design = head.design_json === null ? null : Design.parse(JSON.parse(head.design_json));
  const rule = options.outliers ?? design?.protocol.outliers;
  const sweep =
    analysis &&
    rule &&
    sweepAnalyses(rows, plan, {
      outliers: { rule, is_planned: isDeepStrictEqual(rule, design?.protocol.outliers) },
      target,
      accuracy_margin: options.accuracy_margin ?? null,
      looks,
    });
  return {
    path: file.path,
    name: head.name,
    doubts,
    created_unix_ms: head.created_unix_ms,
    design,
    trials: rows,
    analysis: analysis && { ...analysis, warnings: [...doubts, ...(remarks ?? []), ...analysis.warnings] },
    why_no_analysis,
    sweep: sweep ?? null,
    tries,
    interruptions,
    unfinished: unfinishedOf(contents, rows),
    carbon: carbonOfTrials(rows, tries, settings),
    responses: offeredResponses(target !== null).map((one) => responseIn(one, energy_unit)),
    factors: varied,
    analysed_factors: factors,
    covariates: knownCovariates(rows),
    trained_by: readProducts(file),
    kind,
    sources: meanEnergies(contents, rows),
  };
}

const withoutExclusions = (rows: readonly TrialRow[]): TrialRow[] =>
  rows.map((row) => ({ ...row, excluded: null }));

/** The run order, and every condition that some trial has a value for. */
const knownCovariates = (rows: readonly TrialRow[]): string[] => [
  'run_order',
  ...CONDITION_NAMES.filter((name) => rows.some(({ conditions }) => (conditions?.[name] ?? null) !== null)),
];

/** A study keeps the region it was recorded in; the reader's settings apply when none was chosen. */
export function carbonSettings(
  { head }: Pick<StudyContents, 'head'>,
  { settings, override_carbon = false }: Pick<ViewOptions, 'settings' | 'override_carbon'>,
): Settings {
  const stored = Settings.parse(JSON.parse(head.settings_json));
  const chosen = stored.region !== null || stored.intensity_g_per_kwh !== null;
  return override_carbon || !chosen ? settings : { ...stored, alpha: settings.alpha };
}

function carbonOfTrials(
  rows: readonly TrialRow[],
  tries: StudyView['tries'],
  settings: Settings,
): StudyView['carbon'] {
  const total = sumOfTrials(rows, tries);
  return total === null ? null : carbonOf(total.energy_j, total.ci, settings);
}

/** The kind of the totals, from the sources that gave an energy. */
function energyKind({ energies, sources }: StudyContents): StudyView['kind'] {
  const kinds = new Set<StudyView['kind']>();
  for (const of_trial of energies.values())
    for (const { source, energy_j } of of_trial) {
      const from = sources[source - 1];
      if (energy_j !== null && from && isSummed(from)) kinds.add(from.kind);
    }
  return kinds.size > 1 ? 'mixed' : ([...kinds][0] ?? 'none');
}

function meanEnergies({ energies, sources }: StudyContents, rows: readonly TrialRow[]): StudyView['sources'] {
  const analysed = new Set(rows.filter(isAnalysed).map((row) => row.trial));
  const sums = sources.map(() => ({ n: 0, energy_j: 0 }));
  for (const [trial, of_trial] of energies)
    for (const { source, energy_j } of analysed.has(trial) ? of_trial : []) {
      const sum = sums[source - 1];
      if (!sum || energy_j === null) continue;
      sum.n++;
      sum.energy_j += energy_j;
    }
  return sources.map(({ id, device, domain, kind, method }, index) => {
    const { n, energy_j } = sums[index] ?? { n: 0, energy_j: 0 };
    return { id, device, domain, kind, method, energy_j: n === 0 ? null : energy_j / n };
  });
}
