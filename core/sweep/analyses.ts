// The analyses that need a whole sweep and not one column of numbers. Shapes only.

import type { OutlierRule } from '../design/protocol.ts';
import type { Analysis, Interval, Levels } from '../statistics/analysis.ts';
import type { Look } from '../statistics/sequential/stopping-rule.ts';
import type { TrainingTarget } from './training-target.ts';

/** What the rule, fixed before the data, takes out, and what the analysis says without it. */
export interface OutlierAnalysis {
  readonly rule: OutlierRule;
  /** Whether it was fixed before the sweep; else it was asked for after the data had been seen. */
  readonly is_planned: boolean;
  readonly left_out: readonly { readonly trial: number; readonly levels: Levels; readonly value: number }[];
  /** Null when nothing was left out, or nothing can be said without it. */
  readonly without: Analysis | null;
}

/** Slope of the response over the run order within cells: whether the machine changed while the trials ran. */
export interface DriftAnalysis {
  /** Of the response per trial. */
  readonly slope: number;
  readonly ci: Interval | null;
  readonly t: number | null;
  readonly df: number;
  readonly p: number | null;
  /** One sentence. */
  readonly text: string;
}

/** A cell by what it costs and what it is worth. */
export interface ParetoCell {
  readonly levels: Levels;
  readonly n: number;
  readonly energy_j: number;
  readonly energy_ci: Interval | null;
  readonly accuracy: number;
  readonly accuracy_ci: Interval | null;
  /** No other cell costs at most as much and is at least as accurate, with one of the two better. */
  readonly is_efficient: boolean;
}

export interface TargetAnalysis extends TrainingTarget {
  readonly reached: number;
  /** Trials that never got there: they have no energy to the target, and are not in its means. */
  readonly unreached: readonly number[];
  readonly text: string;
}

/** A level against the first one: is its accuracy worse by less than the margin? */
export interface NonInferiority {
  readonly a: string;
  readonly b: string;
  /** Of the other factors. */
  readonly levels: Levels;
  readonly margin: number;
  /** mean(a) - mean(b). */
  readonly diff: number;
  /** One-sided: the accuracy of a is at most so much below that of b, at 1 - alpha. Negative is worse. */
  readonly lower: number;
  readonly p: number;
  readonly not_worse: boolean;
  readonly text: string;
}

export interface SweepAnalyses {
  readonly outliers: OutlierAnalysis;
  readonly drift: DriftAnalysis | null;
  /** In rising energy; empty without energies or accuracies. */
  readonly pareto: readonly ParetoCell[];
  readonly target: TargetAnalysis | null;
  readonly non_inferiority: readonly NonInferiority[];
  /** Of a sweep that could end early; its analysis uses the level of the last one. */
  readonly looks: readonly Look[];
}
