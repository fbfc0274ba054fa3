// `analyze`: the whole statistical analysis of a study or of any tidy CSV.

import { parseTidyCsv } from '../../core/csv/parse-tidy-csv.ts';
import { AuditError } from '../../core/errors.ts';
import { analyse } from '../../core/statistics/analyse.ts';
import type { Analysis } from '../../core/statistics/analysis.ts';
import type { AnalysisOptions } from '../../core/statistics/options.ts';
import type { SweepAnalyses } from '../../core/sweep/analyses.ts';
import { parseTarget } from '../../core/sweep/training-target.ts';
import { isStudyFile } from '../../db/study-file.ts';
import { viewStudy } from '../../engine/study/study-view.ts';
import { printAnalysis } from '../analysis-text.ts';
import { type Command, numberOption, onePositional, readWords } from '../command.ts';
import { printJson } from '../output.ts';
import { terminalParts } from '../parts.ts';
import { printSweepAnalyses } from '../sweep-text.ts';
import { textChunks } from '../text-chunks.ts';

export const analyze: Command = {
  name: 'analyze',
  usage:
    'analyze STUDY_OR_CSV [--response R] [--factor F]... [--block B] [--covariate C]... [--target T] [--accuracy-margin A] [--alpha A] [--margin M] [--ss-type 2|3] [--test T] [--json]',
  purpose: 'Analyses a study, or a tidy CSV file: one row an observation, one column a variable.',
  options: [
    ['--response R', 'column or response to explain; a study defaults to energy_j'],
    ['--factor F', 'column or factor that may explain it; several times for several factors'],
    ['--block B', 'column of a CSV that names the block of a row: a day, a machine; of a study: block'],
    [
      '--covariate C',
      'column of a CSV, or condition of a study, with a number that may explain part of the response; several times for several',
    ],
    [
      '--target T',
      'of a study: loss=0.4 or accuracy=0.85 that a training is to reach; its energy up to there is then the response energy_to_target_j',
    ],
    ['--accuracy-margin A', 'of a study: tests that the accuracy falls by less than A (0.01 is one point)'],
    ['--alpha A', 'significance level; default 0.05'],
    ['--margin M', 'a difference below M does not matter, in the unit of the response: tests equivalence'],
    ['--ss-type 2|3', 'sums of squares of the factorial ANOVA; default 2'],
    [
      '--test T',
      'headline test: auto, the rule of docs/statistics.md (default), or welch, student, anova, mann-whitney, kruskal',
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
    const alpha = numberOption(values.alpha, 'alpha', { min: 0.0001, max: 0.4999 }) ?? settings.alpha;
    const margin = numberOption(values.margin, 'margin', { min: 1e-12, max: 1e15 });
    const ss_type = ssType(values['ss-type']);
    const test = testOption(values.test);
    if (isStudyFile(path)) {
      const accuracy_margin = numberOption(values['accuracy-margin'], 'accuracy-margin', { min: 0, max: 1 });
      const { analysis, sweep } = ofStudy(path, {
        ...values,
        settings: { ...settings, alpha },
        ss_type,
        margin,
        test,
        accuracy_margin,
      });
      if (values.json) printJson({ ...analysis, sweep });
      else {
        printAnalysis(analysis);
        if (sweep) printSweepAnalyses(sweep);
      }
      return 0;
    }
    for (const name of ['target', 'accuracy-margin'] as const)
      if (values[name] !== undefined)
        throw new AuditError('usage', `--${name} is for studies; ${path} is a CSV file`);
    const analysis = ofCsv(path, { ...values, alpha, ss_type, margin, test });
    if (values.json) printJson(analysis);
    else printAnalysis(analysis);
    return 0;
  },
};

function ssType(text: string | undefined): 2 | 3 {
  if (text === undefined || text === '2') return 2;
  if (text === '3') return 3;
  throw new AuditError('usage', `--ss-type expects 2 or 3, got ${text}`);
}

type Test = NonNullable<AnalysisOptions['test']>;
const TESTS: readonly Test[] = ['auto', 'welch', 'student', 'anova', 'mann-whitney', 'kruskal'];

function testOption(text = 'auto'): Test {
  const test = TESTS.find((one) => one === text);
  if (test === undefined) throw new AuditError('usage', `--test expects ${TESTS.join(', ')}, got ${text}`);
  return test;
}

type Asked = {
  response?: string | undefined;
  factor?: string[] | undefined;
  ss_type: 2 | 3;
  test: Test;
  margin: number | undefined;
  block?: string | undefined;
  covariate?: string[] | undefined;
};

function ofStudy(
  path: string,
  asked: Asked & {
    settings: Parameters<typeof viewStudy>[1]['settings'];
    target?: string | undefined;
    accuracy_margin: number | undefined;
  },
): { analysis: Analysis; sweep: SweepAnalyses | null } {
  if (asked.block !== undefined && asked.block !== 'block')
    throw new AuditError('usage', `the blocks of a study are named block, got --block ${asked.block}`);
  const target = asked.target === undefined ? undefined : parseTarget(asked.target);
  const { analysis, sweep, why_no_analysis } = viewStudy(path, {
    settings: asked.settings,
    ss_type: asked.ss_type,
    test: asked.test,
    by_block: asked.block !== undefined,
    ...(asked.covariate === undefined ? {} : { covariates: asked.covariate }),
    ...(target === undefined ? {} : { target, response: 'energy_to_target_j' }),
    ...(asked.accuracy_margin === undefined ? {} : { accuracy_margin: asked.accuracy_margin }),
    ...(asked.margin === undefined ? {} : { margin: asked.margin }),
    ...(asked.response === undefined ? {} : { response: asked.response }),
    ...(asked.factor === undefined ? {} : { factors: asked.factor }),
  });
  if (!analysis) throw new AuditError('analysis', `${path} cannot be analysed: ${why_no_analysis}`);
  return { analysis, sweep };
}

function ofCsv(path: string, asked: Asked & { alpha: number }): Analysis {
  const { response, factor, block, covariate = [] } = asked;
  if (response === undefined || factor === undefined)
    throw new AuditError(
      'usage',
      `a CSV file needs --response and at least one --factor; usage: wattproof ${analyze.usage}`,
    );
  return analyse(
    parseTidyCsv(textChunks(path, 'a study or a CSV file'), {
      response,
      factors: factor,
      covariates: covariate,
      ...(block === undefined ? {} : { block }),
    }),
    {
      alpha: asked.alpha,
      ss_type: asked.ss_type,
      test: asked.test,
      ...(asked.margin === undefined ? {} : { margin: asked.margin }),
    },
  );
}
