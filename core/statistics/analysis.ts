// The analysis as one document, for `analyze --json`, the app and the report. Shapes only.
import type { HeadlineTest } from './options.ts';

export type Interval = readonly [number, number];
/** Levels of the factors that name a cell: `{precision: 'fp32', batch_size: '128'}`. */
export type Levels = Readonly<Record<string, string>>;

export interface GroupSummary {
  readonly levels: Levels;
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1); null when n < 2. */
  readonly sd: number | null;
  readonly se: number | null;
  /** t interval of the mean at 1 - alpha; null when n < 2. */
  readonly ci: Interval | null;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface NormalityTest {
  readonly levels: Levels;
  readonly method: string;
  readonly w: number | null;
  readonly p: number | null;
}

export interface AnovaRow {
  /** `a`, `b`, `a:b`, then the block and the covariates by name; the last row is `residual`, with f and p null. */
  readonly term: string;
  readonly ss: number;
  readonly df: number;
  readonly ms: number | null;
  readonly f: number | null;
  readonly p: number | null;
  readonly eta_sq: number | null;
  readonly eta_sq_partial: number | null;
  readonly omega_sq: number | null;
}

export interface TTest {
  readonly a: string;
  readonly b: string;
  /** Levels of the other factors, empty for a marginal comparison. */
  readonly levels: Levels;
  readonly method: 'Welch' | 'Student' | 'paired';
  readonly t: number | null;
  readonly df: number | null;
  readonly p: number | null;
  readonly p_holm: number | null;
  /** mean(a) - mean(b), in the unit of the response. */
  readonly diff: number;
  readonly ci: Interval | null;
  readonly cohen_d: number | null;
  readonly hedges_g: number | null;
  readonly g_ci: Interval | null;
}

export interface PostHoc {
  readonly method: 'Tukey HSD' | 'Games-Howell';
  readonly a: string;
  readonly b: string;
  readonly diff: number;
  readonly ci: Interval | null;
  readonly p: number | null;
}

/** The one test to quote. */
export interface Headline {
  /** `welch` is the t-test of two levels and the analysis of variance of more. */
  readonly test: HeadlineTest;
  readonly name: string;
  readonly term: string;
  readonly statistic: 't' | 'F' | 'U' | 'H';
  readonly value: number | null;
  readonly df: readonly number[];
  readonly p: number | null;
  /** mean(a) - mean(b) of one factor with two levels, with the interval that goes with the test; else null. */
  readonly diff: number | null;
  readonly ci: Interval | null;
  /** True when it was requested; false when the documented rule chose it. */
  readonly asked: boolean;
  readonly reason: string;
}

/** Mean of the named levels, averaged over all others with equal weights and adjusted for block and covariates. */
export interface EstimatedMean {
  readonly levels: Levels;
  readonly mean: number | null;
  readonly se: number | null;
  readonly df: number;
  readonly ci: Interval | null;
}

/** The first factor within one combination of the others' levels. */
export interface SimpleEffect {
  readonly term: string;
  readonly levels: Levels;
  readonly f: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
  readonly p_holm: number | null;
}

/** Bootstrap interval of a difference of means, from resampled values. */
export interface DrawnInterval {
  readonly a: string;
  readonly b: string;
  readonly levels: Levels;
  readonly diff: number;
  readonly percentile: Interval;
  readonly bca: Interval | null;
  readonly draws: number;
  readonly seed: number;
}

/** Values of one block and of equal other levels, compared by the order of their differences. */
export interface SignedRanks {
  readonly a: string;
  readonly b: string;
  readonly levels: Levels;
  readonly pairs: number;
  readonly v: number;
  readonly p: number;
}

/** One row of the table compared with the full model's prediction. */
export interface RowResidual {
  /** From 1, in the order of the rows that are analysed. */
  readonly row: number;
  readonly fitted: number;
  /** The value minus its prediction. */
  readonly residual: number;
  /** Residual divided by its standard deviation. */
  readonly standardised: number | null;
  /** Leverage, 0 to 1: how much the row determines its own prediction. */
  readonly leverage: number;
  /** Cook's distance. */
  readonly cook_d: number | null;
  /** p of the outlier test, times the number of rows. */
  readonly p_outlier: number | null;
}

export interface Analysis {
  readonly response: string;
  readonly n: number;
  readonly alpha: number;
  readonly groups: readonly GroupSummary[];
  readonly assumptions: {
    readonly normality: readonly NormalityTest[];
    readonly residuals: {
      readonly method: string;
      readonly w: number | null;
      readonly p: number | null;
    } | null;
    readonly homogeneity: {
      readonly method: string;
      readonly f: number | null;
      readonly df1: number;
      readonly df2: number;
      readonly p: number | null;
    } | null;
  };
  readonly anova: {
    readonly kind: 'one-way' | 'factorial';
    readonly ss_type: 2 | 3;
    readonly rows: readonly AnovaRow[];
  };
  readonly welch_anova: {
    readonly f: number;
    readonly df1: number;
    readonly df2: number;
    readonly p: number;
  } | null;
  readonly t_tests: readonly TTest[];
  readonly post_hoc: readonly PostHoc[];
  readonly rank_tests: {
    readonly mann_whitney: readonly {
      readonly a: string;
      readonly b: string;
      readonly w: number;
      readonly p: number;
    }[];
    readonly kruskal_wallis: { readonly h: number; readonly df: number; readonly p: number } | null;
  };
  readonly equivalence: readonly {
    readonly a: string;
    readonly b: string;
    /** Levels of the other factors. */
    readonly levels: Levels;
    readonly margin: number;
    /** mean(a) - mean(b), and its interval at 1 - 2 alpha. */
    readonly diff: number;
    readonly ci: Interval;
    /** The larger of the two one-sided p. */
    readonly p: number;
    readonly equivalent: boolean;
  }[];
  readonly residuals: readonly RowResidual[];
  readonly headline: Headline | null;
  readonly estimated_means: readonly EstimatedMean[];
  readonly simple_effects: readonly SimpleEffect[];
  readonly bootstrap: readonly DrawnInterval[];
  /** Within blocks; empty without them. */
  readonly paired_t_tests: readonly TTest[];
  readonly signed_ranks: readonly SignedRanks[];
  readonly verdict: { readonly text: string; readonly apa: string };
  readonly warnings: readonly string[];
}

/** The analysis before its verdict and warnings. */
export type Findings = Omit<Analysis, 'verdict' | 'warnings'>;
