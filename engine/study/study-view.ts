// A study as people look at it: trials, analysis, carbon and where the energies came from, computed when asked.

import { isDeepStrictEqual } from 'node:util';
import { carbonOf } from '../../core/carbon/carbon.ts';
import { carbonFactor } from '../../core/carbon/factor.ts';
import type { StudyView } from '../../core/contract/ipc.ts';
import { Design, EXTRA_FACTOR_NAMES, FACTOR_NAMES } from '../../core/design/design.ts';
import type { OutlierRule } from '../../core/design/protocol.ts';
import { AuditError, messageOf } from '../../core/errors.ts';
import { CONDITION_NAMES } from '../../core/guards/conditions.ts';
import { Settings } from '../../core/settings.ts';
import { isSummed, type Source } from '../../core/source.ts';
import { analyse } from '../../core/statistics/analyse.ts';
import type { Analysis } from '../../core/statistics/analysis.ts';
import type { AnalysisOptions } from '../../core/statistics/options.ts';
import type { TidyTable } from '../../core/statistics/tidy-table.ts';
import { offeredResponses, responseIn, responseNamed, tidyTrials } from '../../core/study/responses.ts';
import { isAnalysed, type TrialRow } from '../../core/study/trial-row.ts';
import type { TrainingTarget } from '../../core/sweep/training-target.ts';
import { carbonG } from '../../core/units.ts';
import { inPlainNames } from '../../core/words/plain-names.ts';
import { readEnergies } from '../../db/energies.ts';
import { readLevels, readVariedFactors } from '../../db/factors.ts';
import { readLooks } from '../../db/looks.ts';
import { readSources } from '../../db/sources.ts';
import { readStudy } from '../../db/studies.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../db/study-file.ts';
import { readProducts } from '../../db/trials.ts';
import { keptOut, leftOut, leftOutByHand, MOST_FACTORS, ofOneFactor } from './analysis-remarks.ts';
import { sweepAnalyses } from './sweep-analyses.ts';
import { sumOfTrials } from './sweep-total.ts';
import { judgedPhase, trialRows } from './trial-rows.ts';

export interface ViewOptions {
  readonly settings: Settings;
  /** Default: training energy. */
  readonly response?: string;
  /** Default: the factors that were varied. */
  readonly factors?: readonly string[];
  /** Of energies in the analysis; default J. */
  readonly energy_unit?: 'J' | 'Wh';
  /** Default: that of the settings. */
  readonly alpha?: number;
  /** Default: the rule of the design. */
  readonly outliers?: OutlierRule;
  /** Sums of squares of the factorial ANOVA; default 2. */
  readonly ss_type?: 2 | 3;
  /** The headline test; default the documented rule. */
  readonly test?: AnalysisOptions['test'];
  /** Of equivalence, in the unit of the response. */
  readonly margin?: number;
  /** Whether the blocks of the sweep are in the model; default false. */
  readonly by_block?: boolean;
  /** Conditions by name, or `run_order`, that are in the model. */
  readonly covariates?: readonly string[];
  /** A loss or accuracy whose energy is asked for; needed by the response `energy_to_target_j`. */
  readonly target?: TrainingTarget;
  /** The accuracy may fall by so much at most: non-inferiority is then tested. */
  readonly accuracy_margin?: number;
  /** Whether the settings' carbon factor goes before the one the study was made with. */
  readonly override_carbon?: boolean;
}

/** @throws AuditError `study` when the file cannot be read, `usage` for an unknown response or factor. */
export function viewStudy(path: string, options: ViewOptions): StudyView {
  const study = openStudyFile(path, 'read');
  try {
    return viewOf(study, options);
  } finally {
    closeStudyFile(study);
  }
}

export function viewOf(study: StudyFile, options: ViewOptions): StudyView {
  const head = readStudy(study);
  if (!head)
    throw new AuditError(
      'study',
      `${study.path} is empty: the program that made it ended before its first entry`,
    );
  const sources = readSources(study);
  const target = options.target ?? null;
  const settings = carbonSettings(study, options);
  const grid = carbonFactor(settings);
  const carbon_g_per_j = carbonG(1, grid.intensity_g_per_kwh) * settings.pue;
  const rows = trialRows(study, sources, { target, carbon_g_per_j });
  const { energy_unit = 'J' } = options;
  const response = responseIn(responseNamed(options.response ?? 'energy_j'), energy_unit);
  const varied = readVariedFactors(study).sort(byDesign);
  const factors = options.factors ?? varied.slice(0, MOST_FACTORS);
  for (const factor of factors)
    if (!varied.includes(factor))
      throw new AuditError('usage', `the study varies ${varied.join(', ') || 'no factor'}, not ${factor}`);
  const kind = energyKind(study, sources);
  const design = head.design_json === null ? null : Design.parse(JSON.parse(head.design_json));
  const looks = readLooks(study);
  const { by_block = false, covariates = [], test, margin } = options;
  const analysis_options = {
    // what was looked at again and again is judged by the level of its last look
    alpha: looks.at(-1)?.level ?? options.alpha ?? settings.alpha,
    unit: response.unit,
    ss_type: options.ss_type ?? 2,
    ...(test === undefined ? {} : { test }),
    ...(margin === undefined ? {} : { margin }),
    // as planned: the first level, fp32, is what the others are compared with
    level_order: readLevels(study),
    ...(response.from_power && kind !== 'none' ? { kind } : {}),
  };
  const analysed = analysisOf(
    () => tidyTrials(rows, response, factors, { by_block, covariates }),
    analysis_options,
    [
      ...leftOutByHand(rows, () => {
        const all = rows.map((row) => ({ ...row, excluded: null }));
        const tidy = () => tidyTrials(all, response, factors, { by_block, covariates });
        return analysisOf(tidy, analysis_options, []).analysis;
      }),
      ...(response.name === 'carbon_g' ? [ofOneFactor(grid.intensity_g_per_kwh, settings.pue)] : []),
      ...keptOut(response.from_power ? sources : []),
      ...leftOut(varied, factors),
    ],
  );
  const sweep =
    design &&
    sweepAnalyses(rows, {
      response,
      factors,
      rule: options.outliers ?? design.protocol.outliers,
      is_planned: isDeepStrictEqual(options.outliers ?? design.protocol.outliers, design.protocol.outliers),
      tidy: { by_block, covariates },
      options: analysis_options,
      target,
      accuracy_margin: options.accuracy_margin ?? null,
      looks,
    });
  return {
    path: study.path,
    name: head.name,
    created_unix_ms: head.created_unix_ms,
    design,
    trials: rows,
    ...analysed,
    sweep: analysed.analysis && sweep,
    carbon: carbonOfTrials(rows, settings),
    responses: offeredResponses(target !== null)
      .map((one) => responseIn(one, energy_unit))
      .map(({ of, ...offered }) => offered),
    factors: varied,
    analysed_factors: factors,
    covariates: knownCovariates(rows),
    trained_by: readProducts(study),
    kind,
    sources: meanEnergies(study, sources, rows),
  };
}

function analysisOf(
  tidy: () => TidyTable,
  options: AnalysisOptions,
  remarks: readonly string[],
): { analysis: Analysis | null; why_no_analysis: string | null } {
  try {
    const table = tidy();
    if (table.factors.length === 0) return { analysis: null, why_no_analysis: 'no factor was varied' };
    const analysis = inPlainNames(analyse(table, options));
    return {
      analysis: { ...analysis, warnings: [...remarks, ...analysis.warnings] },
      why_no_analysis: null,
    };
  } catch (error) {
    if (!(error instanceof AuditError) || error.code === 'usage') throw error;
    return { analysis: null, why_no_analysis: messageOf(error) };
  }
}

/** The run order always, a condition when some trial has a value of it. */
const knownCovariates = (rows: readonly TrialRow[]): string[] => [
  'run_order',
  ...CONDITION_NAMES.filter((name) => rows.some(({ conditions }) => (conditions?.[name] ?? null) !== null)),
];

/** A study keeps the place it was made at; the reader's own settings fill in where none was chosen. */
export function carbonSettings(study: StudyFile, { settings, override_carbon }: ViewOptions): Settings {
  const stored = Settings.parse(JSON.parse(readStudy(study)?.settings_json ?? '{}'));
  const chosen = stored.region !== null || stored.intensity_g_per_kwh !== null;
  return override_carbon || !chosen ? settings : { ...stored, alpha: settings.alpha };
}

function carbonOfTrials(rows: readonly TrialRow[], settings: Settings): StudyView['carbon'] {
  const total = sumOfTrials(rows);
  return total === null ? null : carbonOf(total.energy_j, total.ci, settings);
}

/** What the totals are made of, judged by the sources that gave an energy. */
function energyKind(study: StudyFile, sources: readonly Source[]): StudyView['kind'] {
  const kinds = new Set<StudyView['kind']>();
  for (const energies of readEnergies(study, judgedPhase(study)).values())
    for (const { source, energy_j } of energies) {
      const from = sources[source - 1];
      if (energy_j !== null && from && isSummed(from)) kinds.add(from.kind);
    }
  return kinds.size > 1 ? 'mixed' : ([...kinds][0] ?? 'none');
}

function meanEnergies(
  study: StudyFile,
  sources: readonly Source[],
  rows: readonly TrialRow[],
): StudyView['sources'] {
  const done = new Set(rows.filter(isAnalysed).map((row) => row.trial));
  const sums = sources.map(() => ({ n: 0, energy_j: 0 }));
  for (const [trial, energies] of readEnergies(study, judgedPhase(study)))
    for (const { source, energy_j } of done.has(trial) ? energies : []) {
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

/** The user's own factors come last. */
const byDesign = (a: string, b: string): number => position(a) - position(b);
const KNOWN: readonly string[] = [...FACTOR_NAMES, ...EXTRA_FACTOR_NAMES];
const position = (name: string): number => (KNOWN.includes(name) ? KNOWN.indexOf(name) : KNOWN.length);
