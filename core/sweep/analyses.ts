// Analyses that need a whole sweep rather than one column of numbers. Shapes only.

import type { OutlierRule } from '../design/protocol.ts';
import type { Analysis, Interval, Levels } from '../statistics/analysis.ts';
import type { Look } from '../statistics/sequential/stopping-rule.ts';
import type { TrainingTarget } from './training-target.ts';

/** The trials that the outlier rule excludes, and the analysis without them. */
export interface OutlierAnalysis {
  readonly rule: OutlierRule;
  /** True when it was fixed before the sweep; false when it was requested after the data had been seen. */
  readonly is_planned: boolean;
  readonly left_out: readonly { readonly trial: number; readonly levels: Levels; readonly value: number }[];
  /** Null when nothing was excluded, or the rest cannot be analysed. */
  readonly without: Analysis | null;
}

/** Slope of the response over the run order within cells: evidence that the machine changed during the sweep. */
export interface DriftAnalysis {
  /** Change of the response per trial. */
  readonly slope: number;
  readonly ci: Interval | null;
  readonly t: number | null;
  readonly df: number;
  readonly p: number | null;
  /** One sentence. */
  readonly text: string;
}

/** A cell's energy and accuracy. */
export interface ParetoCell {
  readonly levels: Levels;
  readonly n: number;
  readonly energy_j: number;
  readonly energy_ci: Interval | null;
  readonly accuracy: number;
  readonly accuracy_ci: Interval | null;
  /** True when no other cell uses at most as much energy and is at least as accurate, with one of the two better. */
  readonly is_efficient: boolean;
}

export interface TargetAnalysis extends TrainingTarget {
  readonly reached: number;
  /** Trials that never reached it: they have no energy to the target and are not in its means. */
  readonly unreached: readonly number[];
  readonly text: string;
}

/** Test that the accuracy of a level is below that of the first level by less than the margin. */
export interface NonInferiority {
  readonly a: string;
  readonly b: string;
  /** Levels of the other factors. */
  readonly levels: Levels;
  readonly margin: number;
  /** mean(a) - mean(b). */
  readonly diff: number;
  /** One-sided lower bound of `diff` at 1 - alpha; negative: a may be less accurate by that much. */
  readonly lower: number;
  readonly p: number;
  readonly not_worse: boolean;
  readonly text: string;
}

export interface SweepAnalyses {
  readonly outliers: OutlierAnalysis;
  readonly drift: DriftAnalysis | null;
  /** In ascending order of energy; empty without energies or accuracies. */
  readonly pareto: readonly ParetoCell[];
  readonly target: TargetAnalysis | null;
  readonly non_inferiority: readonly NonInferiority[];
  /** Interim looks of a sweep that could end early; its analysis uses the level of the last one. */
  readonly looks: readonly Look[];
}
