// The words of the Results screen and its cards.

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

export const SCREEN = {
  lead: 'The findings of a study, with the tests behind them.',
  not_opened: 'The study could not be opened',
  exclude_outliers: (n: number) => `Exclude ${count(n, 'outlier')}`,
  no_analysis: 'No analysis yet',
  too_few: 'Too few trials are done.',
} as const;

export const NO_STUDY = {
  title: 'No study is open',
  text: 'Run a sweep, choose one of your studies above, or open any .wattproof file.',
  run: 'Run a sweep',
  open: 'Open a study…',
} as const;

export const CHOICE = {
  label: 'Study',
  empty: 'No study yet',
  placeholder: 'Choose a study',
  open: 'Open…',
  failed: 'No study could be chosen',
} as const;

export const BANNER = {
  modelled: {
    title: 'Estimates from a model, no evidence of a precision effect',
    text: 'No power sensor could be read during this study. Energy is computed from processor load and rated power. It reflects how long training took, not what the hardware drew. Times, accuracies and losses are real.',
  },
  mixed: {
    title: 'Part of the energy is estimated',
    text: 'Some sources were measured and others modelled; the table of sources below shows which. A difference that rests on a modelled source is not evidence.',
  },
  none: {
    title: 'No energy in this study',
    text: 'No power source gave a usable reading. Times, accuracies and losses can still be compared.',
  },
} as const;

export const VERDICT = {
  response: 'Response',
  report: 'Make the report',
  copy: 'Copy',
  copied: 'Copied',
  how: 'How each value was obtained',
  headline: (name: string, reason: string) => `Headline test: ${name}. ${reason}`,
} as const;

export const FIGURE = {
  title: (response: string) => `${response} by cell`,
  kind: 'Kind of figure',
  lines: 'Lines',
  along: 'Horizontal axis',
  label: (kind: string, response: string) =>
    `${kind} of ${response} by cell; the tables below give the same values`,
  kinds: {
    box: {
      label: 'Box plot',
      note: 'Box: quartiles and median. Whiskers: furthest value within 1.5 interquartile ranges. Dots: single trials. Diamond: mean.',
    },
    means: { label: 'Means', note: 'Mean of each cell with its t interval over independent trials.' },
    interaction: {
      label: 'Interaction',
      note: 'Adjusted means of two factors with model intervals, averaged over the other factors. Lines that are not parallel suggest an interaction; the analysis of variance tests it.',
    },
  },
} as const;

export const EFFECTS = {
  title: 'How large the effects are',
  note: 'Words such as “medium” follow Cohen (1988) and Sawilowsky (2009). They are conventions and do not say what matters.',
  partial: 'Partial η² by term',
  difference: 'Difference',
  relative: 'Relative to the second',
  g: 'Hedges’ g',
  p_holm: 'p (Holm)',
} as const;

export const CELLS = {
  title: 'Cells',
  label: (response: string) => `Groups: ${response} by cell`,
  note: (response: string) =>
    `${response}. SD: sample standard deviation. CI: t interval of the mean over independent trials.`,
} as const;

export const ANOVA = {
  title: 'Analysis of variance',
  kind: (kind: string, ss_type: 2 | 3 | null) =>
    kind === 'factorial' ? `${kind}, type ${ss_type === 2 ? 'II' : 'III'} sums of squares` : kind,
  note: 'Residual: variation between trials of the same setting, which the model does not explain.',
} as const;

export const CHECKS = {
  title: 'Assumptions',
  label: 'Assumption checks',
  note: (alpha: number) =>
    `At alpha ${alpha}. With few replicates these tests find only gross violations: “not contradicted” is not “confirmed”.`,
  switch: 'Residuals',
  columns: { what: 'Assumption', test: 'Test', statistic: 'Statistic', p: 'p', outcome: 'Outcome' },
  untestable: 'cannot be tested',
  violated: 'violated',
  not_contradicted: 'not contradicted',
  residuals: 'Residuals are normal',
  variances: 'Equal variances',
  normal_within: (cell: string) => `Normal within ${cell}`,
  figure: {
    label:
      'Standardised residuals against quantiles of a normal distribution; normal residuals lie on the line',
    x: 'Quantile of the normal distribution',
    y: 'Standardised residual',
    series: 'residual of a trial',
    line: 'normal',
    trial: (trial: number | undefined) => `trial ${trial}`,
    row: (row: number) => `row ${row}`,
  },
} as const;

export const CARBON = {
  title: 'CO₂ of the study',
  none: 'No energy was recorded, so CO₂ cannot be computed.',
  unit: 'CO₂e',
  ci: '95 % interval',
  no_ci: 'not available',
  factor: 'Grid factor',
  region: 'Region',
  pue: 'PUE',
} as const;

export const SOURCES = {
  title: 'How the energy was obtained',
  label: 'Mean training energy by source',
  note: 'Mean over the finished trials, training phase only. GPU, CPU package and memory add up to the total; other sources are parts of them.',
  columns: { kind: 'Kind', source: 'Source', method: 'Method', mean: (unit: string) => `Mean, ${unit}` },
} as const;

export const PARETO = {
  title: 'Energy against accuracy',
  label: 'Energy against accuracy by setting',
  figure: (settings: number) =>
    `Energy against accuracy of ${settings} settings; the table below gives the numbers`,
  x: (unit: string) => `Training energy, ${unit}`,
  y: 'Test accuracy, %',
  columns: {
    setting: 'Setting',
    n: 'n',
    energy: (unit: string) => `Energy, ${unit}`,
    accuracy: 'Accuracy',
    verdict: 'Verdict',
  },
  efficient: 'efficient',
} as const;

export const DRIFT = {
  title: 'Drift over the run order',
  x: 'Order of the trials',
  y: (unit: string) => `Deviation from cell mean${unit === '' ? '' : `, ${unit}`}`,
  line: 'drift',
  trial: (order: number) => `trial ${order}`,
  label: (response: string) =>
    `${response} as deviation from the cell mean, in run order, with the fitted drift; the table of trials gives order and value`,
  note: (finding: string) =>
    `${finding} Each dot is a trial’s deviation from its cell mean, adjusted for when the cell’s trials ran.`,
} as const;

export const SWEEP = {
  title: 'The sweep as a whole',
  no_drift: 'Too few trials to judge whether the machine changed during the sweep.',
  without: 'Without them:',
  looks: (replicates: string, level: string) =>
    `The sweep looked at its data after ${replicates} replicates. Every test here uses the level of the last look, ${level}.`,
  no_rule: (is_planned: boolean) =>
    `No outlier rule ${is_planned ? 'was fixed before the sweep' : 'is applied'}; every finished trial counts.`,
  rule_source: (is_planned: boolean) =>
    is_planned ? 'by the rule fixed before the sweep' : 'by a rule chosen after seeing the data',
  no_outliers: (by: string, rule: string) => `No outliers ${by} (${rule}).`,
  outlier: (trial: number, value: string) => `trial ${trial} (${value})`,
  outliers: (by: string, rule: string, trials: string) =>
    `Outliers ${by} (${rule}): ${trials}. They count in everything above unless you exclude them there.`,
} as const;

export const WARNINGS = { title: 'Notes and warnings' } as const;

export const UNFINISHED = {
  title: 'This sweep is not finished',
  about: (left: number, all: number, interrupted: number | null) =>
    left === 0
      ? 'All trials have run; the sweep only has to be ended.'
      : `${left} of ${all} trials are left.${
          interrupted === null
            ? ' They run in the planned order.'
            : ` Trial ${interrupted} was interrupted and runs again; the rest follows in the planned order.`
        }`,
  go_on: 'Continue this sweep',
} as const;
