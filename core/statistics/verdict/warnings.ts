// Warnings: everything a reader must know before believing the tests.
import type { AnovaRow, Findings, GroupSummary } from '../analysis.ts';
import { besideOf } from '../model/model-groups.ts';
import type { StudyCells } from '../model/study-cells.ts';
import { MOST_VALUES } from '../tests/shapiro-wilk.ts';
import type { TidyTable } from '../tidy-table.ts';
import { wordDf, wordLevels, wordP, wordQuantity, wordStatistic } from './words.ts';

/** Below this many values the checks of normality and equal variances have little power, and intervals are wide. */
const SMALL = 5;

export function warningsOf(found: Findings, study: StudyCells, ss_type: 2 | 3, table: TidyTable): string[] {
  const { groups, anova, assumptions, alpha, response } = found;
  const { dropped = 0, block, covariates = [], rows } = table;
  const warnings: string[] = [];
  const name = (group: GroupSummary): string => wordLevels(group.levels) || 'the data';
  if (dropped > 0) warnings.push(`Rows excluded because ${response} is missing: ${dropped}.`);
  for (const { name: factor, levels } of study.constant) {
    warnings.push(`${factor} is ${levels[0]} in all rows: it is excluded from the tests.`);
  }
  const first = rows[0];
  if (block !== undefined && rows.every((row) => row.block === first?.block))
    warnings.push(`${block} is ${first?.block} in all rows: it explains nothing.`);
  covariates.forEach((covariate, k) => {
    if (rows.every((row) => row.covariates?.[k] === first?.covariates?.[k]))
      warnings.push(`${covariate} is ${first?.covariates?.[k]} in all rows: it explains nothing.`);
  });
  const beside = besideOf(table);
  if (beside.length > 0)
    warnings.push(
      `The ANOVA takes ${beside.join(' and ')} into account, and so do adjusted means, simple effects and Tukey's comparisons; cell means, t-tests, equivalence tests and bootstrap intervals use the unadjusted values.`,
    );
  if (study.empty.length > 0) {
    const listed = study.empty.slice(0, 6).map(wordLevels).join('; ');
    const more = study.empty.length > 6 ? ` and ${study.empty.length - 6} more` : '';
    const type = ss_type === 3 ? ' Type III sums of squares have no meaning here, so type II is given.' : '';
    warnings.push(
      `No data for ${listed}${more}: terms of the ANOVA are tested as far as the other cells allow.${type}`,
    );
  }
  const single = groups.filter((group) => group.n === 1);
  if (single.length > 0) {
    warnings.push(
      `${tell(single.map(name))}: only one value, so the scatter is unknown and no t-test is possible.`,
    );
  }
  const small = groups.filter((group) => group.n > 1 && group.n < SMALL);
  if (small.length > 0) {
    warnings.push(
      `Fewer than ${SMALL} values in ${small.length} of ${groups.length} groups: intervals are wide, and the checks of normality and equal variances have little power.`,
    );
  }
  const still = groups.filter((group) => group.sd === 0 && group.min === group.max);
  if (still.length > 0) {
    warnings.push(
      `${tell(still.map(name))}: all values are equal, so there is no scatter to test against. Do they come from a model, or from a limit?`,
    );
  }
  const vanishing = groups.filter((group) => group.sd === 0 && group.min !== group.max);
  if (vanishing.length > 0) {
    warnings.push(
      `${tell(vanishing.map(name))}: the values are so close together that their squared distances are 0 in a double: use another unit.`,
    );
  }
  const residual = anova.rows.at(-1);
  if (study.factors.length > 0 && residual?.df === 0) {
    warnings.push(
      groups.every((group) => group.n === 1)
        ? 'No cell has more than one value: there is nothing to test the ANOVA against. Run more replicates.'
        : `The terms and ${beside.join(' and ')} use up all degrees of freedom: there is nothing to test the ANOVA against. Run more replicates.`,
    );
  }
  if (residual && residual.df > 0 && isPerfectFit(anova.rows, residual.ss) && still.length < groups.length) {
    warnings.push(
      `The model reproduces ${response} to the last digit: any F and p come from rounding errors.${covariates.length > 0 ? ` Is ${covariates.join(' or ')} computed from ${response}?` : ''}`,
    );
  }
  for (const row of anova.rows.slice(0, -1)) {
    if (row.df === 0)
      warnings.push(`${row.term} cannot be separated from the other terms, so it is not tested.`);
  }
  const total = groups.reduce((count, group) => count + group.n, 0);
  if (total > MOST_VALUES) {
    warnings.push(
      `Shapiro-Wilk's test is defined for up to ${MOST_VALUES} values, so the normality of ${total} residuals is not tested. With so many, means are practically normal; skewness and outliers matter more.`,
    );
  }
  const { homogeneity, residuals } = assumptions;
  if (homogeneity?.p != null && homogeneity.f !== null && homogeneity.p < alpha) {
    const test = `Brown-Forsythe F(${homogeneity.df1}, ${wordDf(homogeneity.df2)}) = ${wordStatistic(homogeneity.f)}, ${wordP(homogeneity.p)}`;
    warnings.push(
      `The groups have unequal variances (${test}): prefer Welch's tests, which allow for it, to the ANOVA.`,
    );
  }
  if (residuals?.p != null && residuals.w !== null && residuals.p < alpha) {
    const test = `Shapiro-Wilk W = ${residuals.w.toFixed(3)}, ${wordP(residuals.p)}`;
    warnings.push(
      `The residuals are not normally distributed (${test}): check for outliers${study.factors.length === 1 ? ' and read the rank tests' : ''}.`,
    );
  }
  const outliers = found.residuals.filter(({ p_outlier }) => p_outlier !== null && p_outlier < alpha);
  if (outliers.length > 0) {
    const far = outliers.map(({ row, standardised, p_outlier }) => {
      const { levels = {}, value = 0 } = rows[row - 1] ?? {};
      return `${wordQuantity(value, null)} at ${wordLevels(levels)} (row ${row} of those analysed, ${wordStatistic(standardised ?? 0)} standard deviations, ${wordP(p_outlier ?? 0)})`;
    });
    warnings.push(
      `Far from the model's prediction, by Bonferroni's test of the largest residuals: ${tell(far)}. Find out what happened there before excluding it.`,
    );
  }
  return warnings;
}

/** True when the residual is mere rounding of the other terms: 1e-12 of their size, squared. */
const isPerfectFit = (rows: readonly AnovaRow[], residual_ss: number): boolean =>
  residual_ss <= 1e-24 * rows.reduce((sum, row) => sum + row.ss, 0) && rows.some((row) => row.ss > 0);

/** The first few by name, the others as a number. */
const tell = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 4).join('; ')} and ${names.length - 4} more` : names.join('; ');
