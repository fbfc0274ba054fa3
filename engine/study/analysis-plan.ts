// Completes a reader's analysis request with the defaults for one study, and carries it out.
import { EXTRA_FACTOR_NAMES, FACTOR_NAMES } from '../../core/design/design.ts';
import { AuditError, messageOf } from '../../core/errors.ts';
import { analyse } from '../../core/statistics/analyse.ts';
import type { Analysis } from '../../core/statistics/analysis.ts';
import type { AnalysisOptions } from '../../core/statistics/options.ts';
import type { Look } from '../../core/statistics/sequential/stopping-rule.ts';
import { type AnalysisRequest, MOST_FACTORS } from '../../core/study/analysis-request.ts';
import { DEFAULT_RESPONSE, type Response, responseIn, responseNamed } from '../../core/study/responses.ts';
import { type TidyOptions, tidyTrials } from '../../core/study/tidy-trials.ts';
import type { TrialRow } from '../../core/study/trial-row.ts';
import { inPlainNames } from '../../core/words/plain-names.ts';

export interface AnalysisPlan {
  readonly response: Response;
  readonly factors: readonly string[];
  readonly tidy: TidyOptions;
  readonly options: AnalysisOptions & { readonly alpha: number };
}

/** The facts about a study that an analysis depends on. */
export interface AnalysedStudy {
  readonly varied: readonly string[];
  readonly level_order: Readonly<Record<string, readonly string[]>>;
  readonly looks: readonly Look[];
  readonly kind: Exclude<AnalysisOptions['kind'], undefined> | 'none';
}

/** @throws AuditError `usage` for an unknown response, or a factor that was not varied. */
export function planAnalysis(
  { response: name, factors: asked, alpha, ss_type, test, margin, by_block, covariates }: AnalysisRequest,
  { varied, level_order, looks, kind }: AnalysedStudy,
  { energy_unit, usual_alpha }: { energy_unit: 'J' | 'Wh'; usual_alpha: number },
): AnalysisPlan {
  const response = responseIn(responseNamed(name ?? DEFAULT_RESPONSE), energy_unit);
  const factors = asked ?? varied.slice(0, MOST_FACTORS);
  for (const factor of factors)
    if (!varied.includes(factor))
      throw new AuditError('usage', `the study varies ${varied.join(', ') || 'no factor'}, not ${factor}`);
  return {
    response,
    factors,
    tidy: { by_block: by_block ?? false, covariates: covariates ?? [] },
    options: {
      // After interim looks the level of the last look applies.
      alpha: looks.at(-1)?.level ?? alpha ?? usual_alpha,
      unit: response.unit,
      ss_type: ss_type ?? 2,
      ...(test === undefined ? {} : { test }),
      ...(margin === undefined ? {} : { margin }),
      // In the planned order: others are compared with the first level, fp32.
      level_order,
      ...(response.from_power && kind !== 'none' ? { kind } : {}),
    },
  };
}

/** The planned analysis with readable names, or a sentence on why it is impossible. */
export function plannedAnalysis(
  rows: readonly TrialRow[],
  { response, factors, tidy, options }: AnalysisPlan,
): { analysis: Analysis | null; why_no_analysis: string | null } {
  if (factors.length === 0) return { analysis: null, why_no_analysis: 'no factor was varied' };
  try {
    const table = tidyTrials(rows, response, factors, tidy);
    return { analysis: inPlainNames(analyse(table, options)), why_no_analysis: null };
  } catch (error) {
    if (!(error instanceof AuditError) || error.code === 'usage') throw error;
    return { analysis: null, why_no_analysis: messageOf(error) };
  }
}

/** Factors in the order of a design, the user's own last. */
export const inDesignOrder = (factors: readonly string[]): string[] =>
  [...factors].sort((a, b) => position(a) - position(b));
const KNOWN: readonly string[] = [...FACTOR_NAMES, ...EXTRA_FACTOR_NAMES];
const position = (name: string): number => (KNOWN.includes(name) ? KNOWN.indexOf(name) : KNOWN.length);
