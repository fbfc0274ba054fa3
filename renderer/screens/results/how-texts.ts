// How the numbers of the results are obtained, in a sentence or two each, with the source of the method.

import type { Analysis } from '../../../core/statistics/analysis.ts';
import type { ResponseName } from '../../../core/study/responses.ts';
import { formatPercent } from '../../format/number.ts';

const level = (alpha: number): string => formatPercent(1 - alpha, 4);

/** Of one trial; what all statistics below are made of. */
const VALUES: Readonly<Record<ResponseName, string>> = {
  energy_tested_j:
    'Of each trial: the energy of its training phase, summed over GPU, CPU package and memory as far as they are known and not constant estimates. Each part is the difference of its energy counter where it has one, else its power readings integrated by the trapezoidal rule; the trial’s page shows both and the readings themselves.',
  power_tested_w: 'Of each trial: its training energy divided by its training time.',
  duration_s:
    'Of each trial: from the begin to the end of its training phase on the monotonic clock, without warm-up and evaluation.',
  samples_per_s: 'Of each trial: training examples processed, divided by the time the trainer took for them.',
  carbon_g:
    'Of each trial: its training energy in kWh times the PUE of the settings times the grid factor of the place; the factor is the same for all trials.',
  accuracy:
    'Of each trial: share of the test examples that the trained network classifies rightly, counted by the trainer.',
  loss: 'Of each trial: mean cross-entropy over the test examples after training, computed by the trainer.',
  energy_to_target_j:
    'Of each trial: its training energy up to the end of the epoch in which the target was first reached.',
};

export const howOfValue = (response: ResponseName): string => VALUES[response];

export const HOW_OF_CELLS = {
  n: () =>
    'Finished trials of the cell that have a value; trials that failed, were aborted or miss the value are not in it.',
  mean: (response: ResponseName) => `Arithmetic mean over the n trials. ${howOfValue(response)}`,
  sd: () => 'Sample standard deviation of the n values, with n − 1 in the denominator.',
  ci: (alpha: number) =>
    `Mean ± t(n − 1) · SD / √n, with the ${level(alpha)} quantile of Student’s t: where the mean of many more such trials would lie. The accuracy of the sensors is not in it; it is told with the sources.`,
  median: () => 'The middle value of the n trials; of an even number the mean of the two in the middle.',
  extreme: () => 'The single trial furthest down or up.',
} as const;

export const HOW_OF_ANOVA = {
  ss: ({ anova }: Analysis) =>
    anova.ss_type === 2
      ? 'Sum of squares, type II: how much less scatter is left when the term is added to all terms that do not contain it (Yates 1934; R’s car::Anova).'
      : 'Sum of squares, type III: how much less scatter is left when the term is added to all others, with contrasts that sum to zero (R’s car::Anova, type 3).',
  df: () => 'Degrees of freedom: how many independent differences the term can describe.',
  ms: () => 'Mean square: sum of squares divided by its degrees of freedom.',
  f: () => 'Mean square of the term divided by that of the residual.',
  p: () =>
    'Probability of an F at least as large if the term had no effect: the upper tail of Fisher’s F distribution with the two degrees of freedom. Bold: below alpha.',
  eta_sq: () => 'Share of all scatter that the term describes: SS of the term / SS in total.',
  eta_sq_partial: () =>
    'Share of what is left without the other terms: SS of the term / (SS of the term + SS of the residual); Cohen 1988.',
  omega_sq: () => 'η² without what chance alone brings (Hays 1963); below 0 it is shown as it comes out.',
} as const;

export const HOW_OF_TESTS = {
  diff: () => 'Mean of the first level minus mean of the second.',
  method: () =>
    'Welch: does not assume equal variances (Welch 1947). Student: one pooled variance. Paired: differences within blocks.',
  ci: (alpha: number) =>
    `Difference ± t(df) · its standard error, at ${level(alpha)}; not corrected for the number of comparisons.`,
  t: () => 'Difference divided by its standard error.',
  df: () => 'Degrees of freedom of t; of Welch’s test after Satterthwaite, which need not be whole.',
  p: () => 'Probability of a t at least this far from 0, in either direction, if there were no difference.',
  p_holm: () =>
    'p corrected for the number of comparisons of this table (Holm 1979): all of them together err at most at alpha. Bold: below alpha.',
  g: () =>
    'Difference in units of the pooled standard deviation, corrected for small samples (Hedges 1981), with the interval from the noncentral t distribution.',
  tukey: () =>
    'Tukey’s honestly significant difference assumes equal variances; Games and Howell do not. Both hold alpha over all pairs, by the studentised range.',
  adjusted: () =>
    'Prediction of the model averaged over the other factors with equal weights, as if every cell had been run equally often (R’s emmeans).',
  simple: () =>
    'F of the first factor within this setting of the others, against the residual of the whole model.',
  percentile: () =>
    'The values of each level drawn anew with replacement many times; the middle share of the differences that come out (Efron 1979).',
  bca: () => 'The same draws, corrected for bias and skewness (Efron 1987).',
  signed: () => 'Wilcoxon’s sum of the ranks of the positive differences within blocks.',
  ranks: () =>
    'Mann and Whitney’s count of pairs in which the first is larger; no normal distribution is assumed.',
  equivalence: () =>
    'The larger p of two one-sided tests (Schuirmann 1987): small means the difference is inside the margin.',
} as const;

export const HOW_OF_CHECKS = {
  method: () =>
    'Shapiro and Wilk (1965) compare the ordered values with those of a normal sample, after Royston (1995); Brown and Forsythe (1974) compare the distances from the cells’ medians by an analysis of variance.',
  p: () => 'Probability of a deviation at least as large if the assumption held.',
} as const;

export const HOW_OF_CARBON = {
  ci: 'The relative half-widths of the energy’s interval (accuracy of the sensors or models) and of the grid factor’s, added in quadrature; the PUE is taken as given.',
  factor:
    'Grams of CO₂-equivalent per kWh: the user’s own factor, else the yearly average of the country’s grid, else the world’s, which is then said.',
  pue: 'Power usage effectiveness of the building, from the settings: what cooling and power supply add; 1 for a workstation.',
} as const;
