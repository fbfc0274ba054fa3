// Analyses a sweep as a whole: outliers, drift, efficient settings, energy to a target, non-inferiority of accuracy.

import { AuditError } from '../../core/errors.ts';
import { analyse } from '../../core/statistics/analyse.ts';
import type { Look } from '../../core/statistics/sequential/stopping-rule.ts';
import { responseNamed } from '../../core/study/responses.ts';
import { tidyTrials } from '../../core/study/tidy-trials.ts';
import { isAnalysed, type TrialRow } from '../../core/study/trial-row.ts';
import type { OutlierAnalysis, SweepAnalyses, TargetAnalysis } from '../../core/sweep/analyses.ts';
import { driftAnalysis } from '../../core/sweep/drift-analysis.ts';
import { nonInferiorityAnalysis } from '../../core/sweep/non-inferiority-analysis.ts';
import { outlierAnalysis } from '../../core/sweep/outlier-analysis.ts';
import { paretoCells } from '../../core/sweep/pareto-cells.ts';
import { type TrainingTarget, targetInWords } from '../../core/sweep/training-target.ts';
import { inPlainNames } from '../../core/words/plain-names.ts';
import type { AnalysisPlan } from './analysis-plan.ts';

/** Requests to a sweep besides the analysis of one response. */
export interface SweepRequest {
  readonly outliers: Pick<OutlierAnalysis, 'rule' | 'is_planned'>;
  readonly target: TrainingTarget | null;
  /** Null: non-inferiority is not tested. */
  readonly accuracy_margin: number | null;
  readonly looks: readonly Look[];
}

export function sweepAnalyses(
  rows: readonly TrialRow[],
  plan: AnalysisPlan,
  { outliers, target, accuracy_margin, looks }: SweepRequest,
): SweepAnalyses {
  const { response, factors, options } = plan;
  return {
    outliers: outliersOf(rows, plan, outliers),
    drift: driftAnalysis(rows, factors, response, options.alpha),
    pareto: paretoCells(rows, factors, options.alpha),
    target: target && targetAnalysis(rows, target),
    non_inferiority: accuracy_margin === null ? [] : nonInferiority(rows, plan, accuracy_margin),
    looks,
  };
}

function nonInferiority(
  rows: readonly TrialRow[],
  { factors, options }: AnalysisPlan,
  accuracy_margin: number,
): SweepAnalyses['non_inferiority'] {
  const accuracy = tidyTrials(rows, responseNamed('accuracy'), factors);
  if (accuracy.rows.length === 0) return [];
  return nonInferiorityAnalysis(accuracy, accuracy_margin, options.alpha, options.level_order ?? {});
}

function outliersOf(
  rows: readonly TrialRow[],
  { response, factors, tidy, options }: AnalysisPlan,
  { rule, is_planned }: SweepRequest['outliers'],
): OutlierAnalysis {
  try {
    const found = outlierAnalysis(tidyTrials(rows, response, factors, tidy), rule, (table) => {
      try {
        return inPlainNames(analyse(table, options));
      } catch (error) {
        if (error instanceof AuditError) return null;
        throw error;
      }
    });
    return { ...found, is_planned };
  } catch (error) {
    // A covariate without values; the analysis itself has already reported it.
    if (error instanceof AuditError) return { rule, is_planned, left_out: [], without: null };
    throw error;
  }
}

function targetAnalysis(rows: readonly TrialRow[], target: TrainingTarget): TargetAnalysis {
  const done = rows.filter(isAnalysed);
  const unreached = done
    .filter(({ energy_to_target_j }) => energy_to_target_j === null)
    .map(({ trial }) => trial);
  const reached = done.length - unreached.length;
  const words = targetInWords(target);
  const text =
    unreached.length === 0
      ? `All ${done.length} trials reached a ${words}.`
      : `${reached} of ${done.length} trials reached a ${words}. The other ${unreached.length} would have needed more energy than they used. They are not in the means, which are therefore too low for their cells.`;
  return { ...target, reached, unreached, text };
}
