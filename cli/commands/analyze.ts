// `analyze`: the full statistical analysis of a study or of any tidy CSV.

import { parseTidyCsv } from '../../core/csv/parse-tidy-csv.ts';
import { AuditError } from '../../core/errors.ts';
import type { Settings } from '../../core/settings.ts';
import { analyse } from '../../core/statistics/analyse.ts';
import type { Analysis } from '../../core/statistics/analysis.ts';
import { HEADLINE_TESTS, TEST_CHOICES, type TestChoice } from '../../core/statistics/options.ts';
import type { AnalysisRequest } from '../../core/study/analysis-request.ts';
import type { SweepAnalyses } from '../../core/sweep/analyses.ts';
import { parseTarget } from '../../core/sweep/training-target.ts';
import { isStudyFile } from '../../db/study-file.ts';
import { viewStudy } from '../../engine/study/study-view.ts';
import { printAnalysis } from '../analysis-text.ts';
import { type Command, numberOption, onePositional, readWords, withoutUndefined } from '../command.ts';
import { print, printJson, wrap } from '../output.ts';
import { terminalParts } from '../parts.ts';
import { printSweepAnalyses } from '../sweep-text.ts';
import { textChunks } from '../text-chunks.ts';

export const analyze: Command = {
  name: 'analyze',
  usage:
    'analyze STUDY_OR_CSV [--response R] [--factor F]... [--block B] [--covariate C]... [--target T] [--accuracy-margin A] [--alpha A] [--margin M] [--ss-type 2|3] [--test T] [--json]',
  purpose: 'Analyses a study, or a tidy CSV file: one row per observation, one column per variable.',
  options: [
    ['--response R', 'column or response to explain; a study defaults to energy_tested_j'],
    ['--factor F', 'column or factor that may explain it; repeat for several factors'],
    ['--block B', 'CSV column that names the block of a row, such as a day or a machine; for a study: block'],
    [
      '--covariate C',
      'numeric CSV column, or condition of a study, that may explain part of the response; repeat for several',
    ],
    [
      '--target T',
      'for a study: loss=0.4 or accuracy=0.85 to reach; the energy to get there becomes the response energy_to_target_j',
    ],
    ['--accuracy-margin A', 'for a study: tests that the accuracy falls by less than A (0.01 is one point)'],
    ['--alpha A', 'significance level; default 0.05'],
    ['--margin M', 'largest difference that does not matter, in the unit of the response: tests equivalence'],
    ['--ss-type 2|3', 'sums of squares of the factorial ANOVA; default 2'],
    [
      '--test T',
      `headline test: auto (default; by the rule in docs/statistics.md), or ${HEADLINE_TESTS.join(', ')}`,
    ],
    ['--json', 'one JSON document on stdout'],
  ],
  async run(argv) {
    const options = {
      response: { type: 'string' },
      factor: { type: 'string', multiple: true },
      block: { type: 'string' },
      covariate: { type: 'string', multiple: true },
      alpha: { type: 'string' },
      margin: { type: 'string' },
      target: { type: 'string' },
      'accuracy-margin': { type: 'string' },
      'ss-type': { type: 'string' },
      test: { type: 'string' },
      json: { type: 'boolean' },
    } as const;
    const { values, positionals } = readWords(argv, options, analyze);
    const path = onePositional(positionals, 'study or CSV file', analyze);
    const { settings } = terminalParts();
    const request = withoutUndefined({
      response: values.response,
      factors: values.factor,
      covariates: values.covariate,
      alpha: numberOption(values.alpha, 'alpha', { min: 0.0001, max: 0.4999 }),
      margin: numberOption(values.margin, 'margin', { min: 1e-12, max: 1e15 }),
      ss_type: ssType(values['ss-type']),
      test: testOption(values.test),
    });
    if (isStudyFile(path)) {
      const { analysis, sweep, doubts } = ofStudy(path, settings, {
        ...request,
        ...withoutUndefined({
          by_block: byBlock(values.block),
          target: values.target === undefined ? undefined : parseTarget(values.target),
          accuracy_margin: numberOption(values['accuracy-margin'], 'accuracy-margin', { min: 0, max: 1 }),
        }),
      });
      if (values.json) printJson({ ...analysis, sweep });
      else {
        for (const doubt of doubts) print(...wrap(doubt), '');
        printAnalysis(analysis);
        if (sweep) printSweepAnalyses(sweep);
      }
      return 0;
    }
    for (const name of ['target', 'accuracy-margin'] as const)
      if (values[name] !== undefined)
        throw new AuditError('usage', `--${name} is for studies; ${path} is a CSV file`);
    const analysis = ofCsv(path, settings, { ...request, ...withoutUndefined({ block: values.block }) });
    if (values.json) printJson(analysis);
    else printAnalysis(analysis);
    return 0;
  },
};

function ssType(text: string | undefined): 2 | 3 | undefined {
  if (text === undefined) return undefined;
  if (text === '2') return 2;
  if (text === '3') return 3;
  throw new AuditError('usage', `--ss-type expects 2 or 3, got ${text}`);
}

function testOption(text: string | undefined): TestChoice | undefined {
  if (text === undefined) return undefined;
  const test = TEST_CHOICES.find((one) => one === text);
  if (test === undefined)
    throw new AuditError('usage', `--test expects ${TEST_CHOICES.join(', ')}, got ${text}`);
  return test;
}

function byBlock(text: string | undefined): true | undefined {
  if (text === undefined) return undefined;
  if (text === 'block') return true;
  throw new AuditError('usage', `the blocks of a study are named block, got --block ${text}`);
}

function ofStudy(
  path: string,
  settings: Settings,
  request: AnalysisRequest,
): { analysis: Analysis; sweep: SweepAnalyses | null; doubts: readonly string[] } {
  const { analysis, sweep, doubts, why_no_analysis } = viewStudy(path, {
    ...(request.target === undefined ? {} : { response: 'energy_to_target_j' }),
    ...request,
    settings,
  });
  if (!analysis) throw new AuditError('analysis', `${path} cannot be analysed: ${why_no_analysis}`);
  return { analysis, sweep, doubts };
}

function ofCsv(
  path: string,
  settings: Settings,
  {
    response,
    factors,
    block,
    covariates = [],
    alpha = settings.alpha,
    ...options
  }: AnalysisRequest & { readonly block?: string },
): Analysis {
  if (response === undefined || factors === undefined)
    throw new AuditError(
      'usage',
      `a CSV file needs --response and at least one --factor; usage: wattproof ${analyze.usage}`,
    );
  const columns = { response, factors, covariates, ...(block === undefined ? {} : { block }) };
  return analyse(parseTidyCsv(textChunks(path, 'a study or a CSV file'), columns), { ...options, alpha });
}
