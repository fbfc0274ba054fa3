// Options of an analysis: one schema for the terminal, the window and the report.
import { z } from 'zod';

/** The tests that can be the headline; `welch` is the t-test of two levels and the analysis of variance of more. */
export const HEADLINE_TESTS = ['welch', 'student', 'anova', 'mann-whitney', 'kruskal'] as const;
export type HeadlineTest = (typeof HEADLINE_TESTS)[number];

/** `auto`: the rule of core/statistics/verdict/headline-choice.ts picks one of them. */
export const TEST_CHOICES = ['auto', ...HEADLINE_TESTS] as const;
export type TestChoice = (typeof TEST_CHOICES)[number];

/** Significance level. */
export const Alpha = z.number().gt(0).lt(0.5);

/** Options of the tests, each with its default. */
export const TestOptions = z.strictObject({
  /** Default 0.05; a sweep that looked early keeps the level of its last look. */
  alpha: Alpha.exactOptional(),
  /** Equivalence margin in the unit of the response: smaller differences do not matter. Default: no equivalence test. */
  margin: z.number().positive().max(1e15).exactOptional(),
  /** Sums of squares of the factorial ANOVA; default 2. */
  ss_type: z.literal([2, 3]).exactOptional(),
  /** The headline test; default `auto`. */
  test: z.enum(TEST_CHOICES).exactOptional(),
});

export interface AnalysisOptions extends Readonly<z.infer<typeof TestOptions>> {
  /** Unit of the response for the words of the verdict, e.g. `J`; empty when unknown. */
  readonly unit?: string;
  /** Levels of a factor in the order they are listed and compared; default: natural order (`32`, `128`, `512`). */
  readonly level_order?: Readonly<Record<string, readonly string[]>>;
  /** For a modelled response the verdict says that such values are no evidence of a difference. */
  readonly kind?: 'measured' | 'derived' | 'modelled' | 'mixed';
}
