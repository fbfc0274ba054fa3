// The headline test, by which an analysis is quoted: which one, why, and what it found.

import { AuditError } from '../../errors.ts';
import type { Findings, Headline } from '../analysis.ts';
import { meanDifference } from '../descriptives/mean.ts';
import type { MarginalContrast } from '../model/marginal-contrasts.ts';
import type { StudyCells } from '../model/study-cells.ts';
import type { HeadlineTest } from '../options.ts';
import { studentTTest } from '../tests/student-t-test.ts';
import { type Choice, chooseTest } from './headline-choice.ts';

type Found = Omit<Findings, 'headline'>;
type Answer = Pick<Headline, 'name' | 'statistic' | 'value' | 'df' | 'p'>;

/**
 * The headline of the first varied factor; null where nothing is compared. `wanted` replaces the choice of
 * chooseTest. Throws AuditError('usage') for a test that cannot answer this table.
 */
export function headlineOf(
  found: Found,
  study: StudyCells,
  contrasts: readonly MarginalContrast[],
  beside: readonly string[],
  wanted: HeadlineTest | 'auto',
): Headline | null {
  const factor = study.factors[0];
  if (!factor) return null;
  const alone = study.factors.length === 1 && beside.length === 0;
  const asked = wanted !== 'auto';
  if (asked) requireFit(wanted, alone, factor.levels.length);
  const { test, reason }: Choice = asked
    ? { test: wanted, reason: 'It was requested.' }
    : chooseTest(found, study, beside);
  return {
    test,
    term: factor.name,
    ...answerOf(test, found, study, beside),
    ...differenceOf(test, found, study, alone ? null : (contrasts[0] ?? null)),
    asked,
    reason,
  };
}

function requireFit(wanted: HeadlineTest, alone: boolean, levels: number): void {
  if (!alone && wanted !== 'anova')
    throw new AuditError(
      'usage',
      `the test ${wanted} compares one factor without block and covariates; expected auto or anova here`,
    );
  if (levels > 2 && (wanted === 'student' || wanted === 'mann-whitney'))
    throw new AuditError(
      'usage',
      `the test ${wanted} compares two levels, not ${levels}; expected ${wanted === 'student' ? 'anova' : 'kruskal'} here`,
    );
}

function answerOf(test: HeadlineTest, found: Found, study: StudyCells, beside: readonly string[]): Answer {
  const { anova, welch_anova, rank_tests, t_tests } = found;
  const two = study.factors[0]?.levels.length === 2;
  if (test === 'student' || (test === 'welch' && two)) {
    // When requested, Student's tests replace Welch's in the whole analysis.
    const { t = null, df = null, p = null } = t_tests[0] ?? {};
    const name = `${test === 'student' ? 'Student' : 'Welch'}'s t-test`;
    return { name, statistic: 't', value: t, df: df === null ? [] : [df], p };
  }
  if (test === 'welch') {
    const { f = null, df1, df2, p = null } = welch_anova ?? {};
    const df = df1 === undefined || df2 === undefined ? [] : [df1, df2];
    return { name: "Welch's analysis of variance", statistic: 'F', value: f, df, p };
  }
  if (test === 'mann-whitney') {
    const one = rank_tests.mann_whitney[0];
    return { name: 'Mann-Whitney test', statistic: 'U', value: one?.w ?? null, df: [], p: one?.p ?? null };
  }
  if (test === 'kruskal') {
    const one = rank_tests.kruskal_wallis;
    const [value, df, p] = one ? [one.h, [one.df], one.p] : [null, [], null];
    return { name: 'Kruskal-Wallis test', statistic: 'H', value, df, p };
  }
  const row = anova.rows.find(({ term }) => term === study.factors[0]?.name);
  const df = row && row.f !== null ? [row.df, anova.rows.at(-1)?.df as number] : [];
  return { name: anovaName(found, beside), statistic: 'F', value: row?.f ?? null, df, p: row?.p ?? null };
}

function anovaName({ anova }: Found, beside: readonly string[]): string {
  if (anova.kind === 'factorial')
    return `factorial analysis of variance, type ${anova.ss_type === 2 ? 'II' : 'III'}`;
  return beside.length === 0
    ? 'one-way analysis of variance'
    : `analysis of variance adjusted for ${beside.join(' and ')}`;
}

/**
 * Difference of two levels of one factor, with the interval that belongs to the test. Rank tests have the bootstrap's,
 * which needs no normality; with a block or covariates the difference is adjusted for them.
 */
function differenceOf(
  test: HeadlineTest,
  found: Found,
  study: StudyCells,
  beyond: MarginalContrast | null,
): Pick<Headline, 'diff' | 'ci'> {
  const [a, b] = study.cells.map((cell) => cell.values);
  if (study.factors.length > 1 || study.factors[0]?.levels.length !== 2 || !a || !b)
    return { diff: null, ci: null };
  if (beyond) return { diff: beyond.diff, ci: beyond.ci };
  const diff = meanDifference(a, b);
  if (test === 'welch' || test === 'student') return { diff, ci: found.t_tests[0]?.ci ?? null };
  if (test === 'anova') return { diff, ci: studentTTest(a, b, found.alpha)?.ci ?? null };
  const drawn = found.bootstrap[0];
  return { diff, ci: drawn?.bca ?? drawn?.percentile ?? null };
}
