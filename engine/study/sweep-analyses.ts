// Gathers what a whole sweep tells: outliers, drift, efficient settings, the way to a target, accuracy that must not fall.

import type { OutlierRule } from '../../core/design/protocol.ts';
import { AuditError } from '../../core/errors.ts';
import { analyse } from '../../core/statistics/analyse.ts';
import type { AnalysisOptions } from '../../core/statistics/options.ts';
import type { Look } from '../../core/statistics/sequential/stopping-rule.ts';
import { type Response, responseNamed, type TidyOptions, tidyTrials } from '../../core/study/responses.ts';
import { isAnalysed, type TrialRow } from '../../core/study/trial-row.ts';
import type { OutlierAnalysis, SweepAnalyses, TargetAnalysis } from '../../core/sweep/analyses.ts';
import { driftAnalysis } from '../../core/sweep/drift-analysis.ts';
import { nonInferiorityAnalysis } from '../../core/sweep/non-inferiority-analysis.ts';
import { outlierAnalysis } from '../../core/sweep/outlier-analysis.ts';
import { paretoCells } from '../../core/sweep/pareto-cells.ts';
import { type TrainingTarget, targetInWords } from '../../core/sweep/training-target.ts';
import { inPlainNames } from '../../core/words/plain-names.ts';

export interface SweepQuestion {
  readonly response: Response;
  readonly factors: readonly string[];
  readonly rule: OutlierRule;
  /** Whether the rule was fixed before the sweep. */
  readonly is_planned: boolean;
  readonly tidy: TidyOptions;
  readonly options: AnalysisOptions & { readonly alpha: number };
  readonly target: TrainingTarget | null;
  /** Null: non-inferiority is not tested. */
  readonly accuracy_margin: number | null;
  readonly looks: readonly Look[];
}

export function sweepAnalyses(rows: readonly TrialRow[], question: SweepQuestion): SweepAnalyses {
  const { response, factors, options, target, accuracy_margin, looks } = question;
  const accuracy = tidyTrials(rows, responseNamed('accuracy'), factors);
  return {
    outliers: outliersOf(rows, question),
    drift: driftAnalysis(rows, factors, response, options.alpha),
    pareto: paretoCells(rows, factors, options.alpha),
    target: target && targetAnalysis(rows, target),
    non_inferiority:
      accuracy_margin === null || accuracy.rows.length === 0
        ? []
        : nonInferiorityAnalysis(accuracy, accuracy_margin, options.alpha, options.level_order ?? {}),
    looks,
  };
}

function outliersOf(
  rows: readonly TrialRow[],
  { response, factors, rule, is_planned, tidy, options }: SweepQuestion,
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
    // A covariate that no trial has: the analysis itself has said so.
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
      : `${reached} of ${done.length} trials reached a ${words}. The other ${unreached.length} would have needed more than they used: they are not in the means, which are too low for their cells.`;
  return { ...target, reached, unreached, text };
}
