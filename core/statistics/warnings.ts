// Everything a reader has to know before believing the tests.
import type { GroupSummary, TidyTable } from '../analysis.ts';
import type { Findings } from './findings.ts';
import { besideOf } from './model-groups.ts';
import type { StudyCells } from './study-cells.ts';
import { wordDf, wordLevels, wordP, wordStatistic } from './words.ts';

/** Below this many values the checks of normality and equal scatter can hardly fail, and intervals are wide. */
const SMALL = 5;

export function warningsOf(
  found: Findings,
  study: StudyCells,
  ss_type: 2 | 3,
  table: Pick<TidyTable, 'dropped' | 'block' | 'covariates'>,
): string[] {
  const { groups, anova, assumptions, alpha, response } = found;
  const { dropped = 0 } = table;
  const warnings: string[] = [];
  const name = (group: GroupSummary): string => wordLevels(group.levels) || 'the data';
  if (dropped > 0) warnings.push(`Rows left out because they have no ${response}: ${dropped}.`);
  for (const { name: factor, levels } of study.constant) {
    warnings.push(`${factor} is ${levels[0]} in all rows: it is left out of the tests.`);
  }
  const beside = besideOf(table);
  if (beside.length > 0)
    warnings.push(
      `The ANOVA takes ${beside.join(' and ')} into account, and so do adjusted means, simple effects and Tukey's comparisons; the cells' means, t-tests, equivalence tests and bootstrap intervals are those of the values as they are.`,
    );
  if (study.empty.length > 0) {
    const listed = study.empty.slice(0, 6).map(wordLevels).join('; ');
    const more = study.empty.length > 6 ? ` and ${study.empty.length - 6} more` : '';
    const type = ss_type === 3 ? ' Type III sums of squares have no meaning then: type II is given.' : '';
    warnings.push(
      `No data for ${listed}${more}: terms of the ANOVA are tested as far as the other cells allow.${type}`,
    );
  }
  const single = groups.filter((group) => group.n === 1);
  if (single.length > 0) {
    warnings.push(`${tell(single.map(name))}: one value only, so no scatter is known and no t-test is made.`);
  }
  const small = groups.filter((group) => group.n > 1 && group.n < SMALL);
  if (small.length > 0) {
    warnings.push(
      `Fewer than ${SMALL} values in ${small.length} of ${groups.length} groups: intervals are wide, and the checks of normality and equal scatter can hardly fail.`,
    );
  }
  const still = groups.filter((group) => group.sd === 0);
  if (still.length > 0) {
    warnings.push(
      `${tell(still.map(name))}: all values are equal; a constant has no scatter to test against (is it a model or a limit?).`,
    );
  }
  const residual = anova.rows.at(-1);
  if (study.factors.length > 0 && residual?.df === 0) {
    warnings.push(
      'No cell has more than one value: there is nothing to test the ANOVA against. Run more replicates.',
    );
  }
  for (const row of anova.rows.slice(0, -1)) {
    if (row.df === 0)
      warnings.push(`${row.term} cannot be told apart from the other terms: it is not tested.`);
  }
  const { homogeneity, residuals } = assumptions;
  if (homogeneity?.p != null && homogeneity.f !== null && homogeneity.p < alpha) {
    const test = `Brown-Forsythe F(${homogeneity.df1}, ${wordDf(homogeneity.df2)}) = ${wordStatistic(homogeneity.f)}, ${wordP(homogeneity.p)}`;
    warnings.push(
      `The groups do not scatter equally (${test}): trust Welch's tests, which allow for it, before the ANOVA.`,
    );
  }
  if (residuals?.p != null && residuals.w !== null && residuals.p < alpha) {
    const test = `Shapiro-Wilk W = ${residuals.w.toFixed(3)}, ${wordP(residuals.p)}`;
    warnings.push(
      `The residuals are not normally distributed (${test}): look for outliers${study.factors.length === 1 ? ' and at the rank tests' : ''}.`,
    );
  }
  const outliers = found.residuals.filter(({ p_outlier }) => p_outlier !== null && p_outlier < alpha);
  if (outliers.length > 0) {
    const far = outliers.map(
      ({ row, standardised, p_outlier }) =>
        `row ${row} (${wordStatistic(standardised ?? 0)} standard deviations, ${wordP(p_outlier ?? 0)})`,
    );
    warnings.push(
      `Far from what the model predicts, by Bonferroni's test of the largest residuals: ${tell(far)}. Look at what happened there before leaving it out.`,
    );
  }
  return warnings;
}

/** The first few by name, the others by number. */
const tell = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 4).join('; ')} and ${names.length - 4} more` : names.join('; ');
