// How each number of the results is obtained, in a few sentences with the source of the method.

import type { Analysis } from '../../../../core/statistics/analysis.ts';
import type { ResponseName } from '../../../../core/study/responses.ts';
import { formatPercent } from '../../../format/number.ts';

const level = (alpha: number): string => formatPercent(1 - alpha, 4);

/** The value of one trial, from which all statistics below are computed. */
const VALUES: Readonly<Record<ResponseName, string>> = {
  energy_tested_j:
    'Per trial: energy of the training phase, summed over GPU, CPU package and memory. Missing parts and constant estimates do not count. Each part is the difference of its energy counter; without a counter, its power readings are integrated by the trapezoidal rule. The trial’s page shows both, with the readings.',
  power_tested_w: 'Per trial: training energy divided by training time.',
  duration_s:
    'Per trial: length of the training phase on the monotonic clock, without warm-up and evaluation.',
  samples_per_s: 'Per trial: training examples processed, divided by the time the trainer took for them.',
  carbon_g:
    'Per trial: training energy in kWh times the PUE from the settings times the grid factor. All trials share one factor.',
  accuracy:
    'Per trial: share of test examples that the trained network classifies correctly, as counted by the trainer.',
  loss: 'Per trial: mean cross-entropy over the test examples after training, computed by the trainer.',
  energy_to_target_j: 'Per trial: training energy up to the end of the epoch that first reached the target.',
};

export const howOfValue = (response: ResponseName): string => VALUES[response];

export const HOW_OF_CELLS = {
  n: () => 'Finished trials of the cell that have a value. Failed, aborted and excluded trials do not count.',
  mean: (response: ResponseName) => `Arithmetic mean over the n trials. ${howOfValue(response)}`,
  sd: () => 'Sample standard deviation of the n values, with n − 1 in the denominator.',
  ci: (alpha: number) =>
    `Mean ± t(n − 1) · SD / √n, with Student’s t for ${level(alpha)} coverage: where the mean of many more such trials would lie. It does not include the accuracy of the sensors, which is given with the sources.`,
  median: () => 'The middle value of the n trials; for an even n, the mean of the two middle values.',
  extreme: () => 'The single lowest or highest trial.',
} as const;

export const HOW_OF_ANOVA = {
  ss: ({ anova }: Analysis) =>
    anova.ss_type === 2
      ? 'Sum of squares, type II: the drop in residual scatter when the term joins all terms that do not contain it (Yates 1934; R’s car::Anova).'
      : 'Sum of squares, type III: the drop in residual scatter when the term joins all others, with sum-to-zero contrasts (R’s car::Anova, type 3).',
  df: () => 'Degrees of freedom: the number of independent differences the term can describe.',
  ms: () => 'Mean square: sum of squares divided by its degrees of freedom.',
  f: () => 'Mean square of the term divided by that of the residual.',
  p: () =>
    'Probability of an F at least this large if the term had no effect, from the upper tail of Fisher’s F distribution. Bold: below alpha.',
  eta_sq: () => 'Share of all scatter that the term describes: SS of the term / total SS.',
  eta_sq_partial: () =>
    'Share of the scatter that the other terms leave: SS of the term / (SS of the term + SS of the residual); Cohen 1988.',
  omega_sq: () =>
    'η² corrected for what chance alone contributes (Hays 1963). Values below 0 are shown as they are.',
} as const;

export const HOW_OF_TESTS = {
  diff: () => 'Mean of the first level minus mean of the second.',
  relative: () => 'The difference as a percentage of the second level’s adjusted mean.',
  method: () =>
    'Welch: does not assume equal variances (Welch 1947). Student: one pooled variance. Paired: differences within blocks.',
  ci: (alpha: number) =>
    `Difference ± t(df) · its standard error, at ${level(alpha)}; not corrected for the number of comparisons.`,
  t: () => 'Difference divided by its standard error.',
  df: () => 'Degrees of freedom of t. For Welch’s test they follow Satterthwaite and need not be whole.',
  p: () => 'Probability of a t at least this far from 0, in either direction, if there were no difference.',
  p_holm: () =>
    'p corrected for the number of comparisons in this table (Holm 1979). It holds the error rate of all comparisons together at alpha. Bold: below alpha.',
  g: () =>
    'Difference in units of the pooled standard deviation, corrected for small samples (Hedges 1981). Its interval comes from the noncentral t distribution.',
  tukey: () =>
    'Tukey’s honestly significant difference assumes equal variances; Games-Howell does not. Both hold alpha over all pairs, by the studentised range.',
  adjusted: () =>
    'Prediction of the model averaged over the other factors with equal weights, as if every cell had been run equally often (R’s emmeans).',
  simple: () =>
    'F of the first factor within this setting of the others, against the residual of the whole model.',
  percentile: () =>
    'The values of each level are resampled with replacement many times. The interval is the middle share of the resulting differences (Efron 1979).',
  bca: () => 'The same resamples, corrected for bias and skewness (Efron 1987).',
  ranks: () =>
    'Mann-Whitney W counts the pairs in which the first level is larger. Kruskal-Wallis H compares the mean ranks of all levels. Wilcoxon V sums the ranks of the positive differences within blocks. None assumes a normal distribution.',
  equivalence: () =>
    'The larger p of two one-sided tests (Schuirmann 1987). A small p means the difference is inside the margin.',
} as const;

export const HOW_OF_CHECKS = {
  method: () =>
    'Shapiro-Wilk (1965) compares the ordered values with those of a normal sample, after Royston (1995). Brown-Forsythe (1974) is an analysis of variance of the distances from the cell medians.',
  p: () => 'Probability of a deviation at least this large if the assumption held.',
} as const;

export const HOW_OF_SOURCES = {
  mean: 'Training energy of this source, averaged over the finished trials. It is the counter’s difference; without a counter, the readings are integrated. Each trial’s page shows its interval.',
} as const;

export const HOW_OF_PARETO = {
  accuracy: `Arithmetic mean over the n trials. ${VALUES.accuracy}`,
  verdict: 'Efficient: no other setting matches or beats it on both mean energy and mean accuracy.',
} as const;

export const HOW_OF_CARBON = {
  ci: 'Combines two relative half-widths in quadrature: that of the energy’s interval (accuracy of sensors or models) and that of the grid factor. The PUE is taken as exact.',
  factor:
    'Grams of CO₂-equivalent per kWh: your own factor if set, otherwise the yearly average of the country’s grid. Without a region it is the world average, and a note says so.',
  pue: 'Power usage effectiveness of the building, from the settings: the overhead of cooling and power supply. 1 for a workstation.',
} as const;
