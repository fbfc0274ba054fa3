// The assumptions of the tests, whether they hold here, and every warning a reader should see.

import type { ReportModel } from '../../../core/report/model.ts';
import { flagWords } from '../../../core/words/flags.ts';
import { formatDf, formatFixed, formatP } from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { bullets, type Numbering, table } from '../table.ts';
import { cellName, isMessage, orMissing } from '../words.ts';

interface Check {
  readonly what: string;
  readonly method: string;
  readonly statistic: string | Html;
  readonly p: number | null;
}

export function assumptionsSection(model: ReportModel, numbering: Numbering): Html | null {
  const { analysis } = model.study;
  const alpha = analysis?.alpha ?? model.settings.alpha;
  const warnings = [...(analysis?.warnings ?? []), ...flagWarnings(model), ...eventWarnings(model)];
  const checks = checksOf(model);
  if (checks.length === 0 && warnings.length === 0) return null;
  return html`<section id="assumptions"><h2>Assumptions and warnings</h2>
${table<Check>(numbering, {
  caption: 'Assumptions of the analysis of variance',
  columns: [
    { title: 'Assumption', cell: ({ what }) => what },
    { title: 'Test', cell: ({ method }) => method },
    { title: 'Statistic', align: 'right', cell: ({ statistic }) => statistic },
    { title: html`<i>p</i>`, align: 'right', cell: ({ p }) => orMissing(p, formatP) },
    {
      title: `At α = ${alpha}`,
      cell: ({ p }) => (p === null ? 'cannot be tested' : p < alpha ? 'violated' : 'not contradicted'),
    },
  ],
  rows: checks,
  note: 'With few replicates these tests detect only gross violations: “not contradicted” does not mean “confirmed”.',
})}
${warnings.length === 0 ? html`<p>No warnings.</p>` : html`<h3>Warnings</h3>${bullets(warnings)}`}
</section>
`;
}

function checksOf(model: ReportModel): Check[] {
  const { analysis } = model.study;
  if (!analysis) return [];
  const { normality, residuals, homogeneity } = analysis.assumptions;
  const w = (value: number | null) => orMissing(value, (number) => `W = ${formatFixed(number, 3)}`);
  return [
    ...(residuals
      ? [
          {
            what: 'Residuals are normal',
            method: residuals.method,
            statistic: w(residuals.w),
            p: residuals.p,
          },
        ]
      : []),
    ...normality.map((one) => ({
      what: `Normal within ${cellName(model, one.levels)}`,
      method: one.method,
      statistic: w(one.w),
      p: one.p,
    })),
    ...(homogeneity
      ? [
          {
            what: 'Equal variances',
            method: homogeneity.method,
            statistic: orMissing(
              homogeneity.f,
              (f) => `F(${formatDf(homogeneity.df1)}, ${formatDf(homogeneity.df2)}) = ${formatFixed(f)}`,
            ),
            p: homogeneity.p,
          },
        ]
      : []),
  ];
}

/** Flags with their trials, most frequent first. */
function flagWarnings({ study }: ReportModel): string[] {
  const trials = new Map<string, number[]>();
  for (const { trial, flags } of study.trials)
    for (const flag of flags) trials.set(flag, [...(trials.get(flag) ?? []), trial]);
  return [...trials]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([flag, list]) => {
      const { label, meaning } = isMessage(flag) ? { label: flag, meaning: '' } : flagWords(flag);
      return `${label}: trial${list.length > 1 ? 's' : ''} ${list.join(', ')}${meaning && `. ${meaning}`}`;
    });
}

/** Planned events, which need no warning. */
const AS_PLANNED: readonly string[] = ['warmed_up', 'ended_early', 'paused', 'resumed'];

/** Repeats of a message are merged into one line with a count. */
function eventWarnings({ events }: ReportModel): string[] {
  const counts = new Map<string, number>();
  for (const { kind, message } of events) {
    if (AS_PLANNED.includes(kind)) continue;
    const text = `${flagWords(kind).label}: ${message}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, count]) => (count > 1 ? `${text} (${count} times)` : text));
}
