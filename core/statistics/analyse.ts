// The complete statistical analysis of one response, for `analyze`, the app and the report.

import { AuditError } from '../errors.ts';
import type { Analysis, PostHoc } from './analysis.ts';
import { assumptions } from './assumptions.ts';
import { blockPairs } from './comparisons/block-pairs.ts';
import { pairedTTests, signedRanks } from './comparisons/paired-comparisons.ts';
import { pairs } from './comparisons/pairing.ts';
import { pairwiseEquivalence } from './comparisons/pairwise-equivalence.ts';
import { pairwiseTTests } from './comparisons/pairwise-t-tests.ts';
import { descriptives } from './descriptives/descriptives.ts';
import { ascending } from './descriptives/ranks.ts';
import { anovaTable } from './model/anova-table.ts';
import { estimatedMeans } from './model/estimated-means.ts';
import { type MarginalContrast, marginalContrasts } from './model/marginal-contrasts.ts';
import { marginalModel } from './model/marginal-model.ts';
import { besideOf, modelGroups } from './model/model-groups.ts';
import { rowResiduals } from './model/row-residuals.ts';
import { type StudyCells, studyCells } from './model/study-cells.ts';
import type { AnalysisOptions } from './options.ts';
import { pairwiseBootstrap } from './resampling/pairwise-bootstrap.ts';
import { gamesHowell } from './tests/games-howell.ts';
import { kruskalWallisAscending } from './tests/kruskal-wallis.ts';
import { mannWhitneyAscending } from './tests/mann-whitney.ts';
import { tukeyHsd } from './tests/tukey-hsd.ts';
import { welchAnova } from './tests/welch-anova.ts';
import type { TidyTable } from './tidy-table.ts';
import { headlineOf } from './verdict/headline.ts';
import { verdict } from './verdict/verdict.ts';
import { warningsOf } from './verdict/warnings.ts';

/**
 * Analyses `table`. The first factor with two levels or more is the one whose levels are compared pair by pair; a
 * factor with one level is excluded from the tests with a warning. One factor: one-way and Welch's ANOVA, t-tests, Tukey,
 * Games-Howell and rank tests over its levels. Two to four: factorial ANOVA, t-tests within every combination of the
 * other factors, Tukey over the first factor's averages; rank tests would mix the factors and stay empty.
 *
 * Throws AuditError('analysis') for a table that cannot be analysed at all. Results that cannot be computed for a
 * usable one (one group, one value, no scatter, empty cells) are null with a warning; no number is NaN or infinite.
 */
export function analyse(table: TidyTable, options: AnalysisOptions = {}): Analysis {
  const alpha = options.alpha ?? 0.05;
  if (!(alpha > 0 && alpha < 0.5)) {
    throw new AuditError('analysis', `Expected a significance level alpha between 0 and 0.5, got ${alpha}.`);
  }
  if (options.margin !== undefined && !(options.margin > 0 && Number.isFinite(options.margin)))
    throw new AuditError('analysis', `Expected a margin of equivalence above 0, got ${options.margin}.`);
  const study = studyCells(table, options);
  const single = study.factors.length === 1;
  const groups = study.cells.map((cell) => cell.values);
  const beside = besideOf(table);
  const design = modelGroups(study, table);
  const model = marginalModel(design.groups, design.shape);
  const contrasts = marginalContrasts(study, alpha, beside.length > 0 ? model : null);
  const of_blocks = blockPairs(study, table);
  const estimated = estimatedMeans(study, model, alpha);
  const computed = {
    response: table.response,
    n: table.rows.length,
    alpha,
    groups: study.cells.map(({ levels, values }) => ({ levels, ...descriptives(values, alpha) })),
    assumptions: assumptions(study),
    anova: anovaTable(study, options.ss_type ?? 2, table),
    welch_anova: single ? welchAnova(groups) : null,
    t_tests: pairwiseTTests(study, alpha, options.test === 'student' ? 'Student' : 'Welch'),
    post_hoc: postHoc(study, alpha, contrasts, beside),
    rank_tests: single ? rankTests(study) : { mann_whitney: [], kruskal_wallis: null },
    equivalence: options.margin === undefined ? [] : pairwiseEquivalence(study, options.margin, alpha),
    estimated_means: estimated.means,
    simple_effects: estimated.simple,
    bootstrap: pairwiseBootstrap(study, alpha),
    paired_t_tests: pairedTTests(of_blocks, alpha),
    signed_ranks: signedRanks(of_blocks),
    residuals: rowResiduals(model, design.rows),
  };
  const headline = headlineOf(computed, study, contrasts, beside, options.test ?? 'auto');
  const found = { ...computed, headline };
  const analysis = {
    ...found,
    verdict: verdict(found, study, contrasts, beside, options),
    warnings: warningsOf(found, study, options.ss_type ?? 2, table),
  };
  requireFinite(analysis);
  return analysis;
}

/** For three levels or more; two are already one t-test. */
function postHoc(
  study: StudyCells,
  alpha: number,
  contrasts: readonly MarginalContrast[],
  beside: readonly string[],
): PostHoc[] {
  const first = study.factors[0];
  if (!first || first.levels.length < 3) return [];
  if (study.factors.length > 1 || beside.length > 0) {
    return contrasts.map(({ a, b, diff, tukey_ci, tukey_p }) => ({
      method: 'Tukey HSD',
      a,
      b,
      diff,
      ci: tukey_ci,
      p: tukey_p,
    }));
  }
  const groups = study.cells.map((cell) => cell.values);
  return [
    ...tukeyHsd(groups, alpha).map((pair) => ({ method: 'Tukey HSD' as const, ...pair })),
    ...gamesHowell(groups, alpha).map((pair) => ({ method: 'Games-Howell' as const, ...pair })),
  ].map((pair) => ({ ...pair, a: first.levels[pair.a] as string, b: first.levels[pair.b] as string }));
}

function rankTests(study: StudyCells): Analysis['rank_tests'] {
  const levels = study.factors[0]?.levels ?? [];
  const named = study.cells.map((cell, i) => ({
    level: levels[i] as string,
    values: ascending(cell.values),
  }));
  return {
    mann_whitney: pairs(named).flatMap(([a, b]) => {
      const test = mannWhitneyAscending(a.values, b.values);
      return test ? [{ a: a.level, b: b.level, ...test }] : [];
    }),
    kruskal_wallis: kruskalWallisAscending(named.map(({ values }) => values)),
  };
}

/** Only values above about 1e150, whose squares overflow, reach this point with something infinite. */
function requireFinite(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new AuditError('analysis', 'The squares of the values do not fit in a double: use another unit.');
  }
  if (value !== null && typeof value === 'object') Object.values(value).forEach(requireFinite);
}
