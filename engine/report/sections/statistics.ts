// The statistics in tables: means, analysis of variance, pairwise comparisons.

import type { ReportModel } from '../../../core/report/model.ts';
import type { Analysis, AnovaRow } from '../../../core/statistics/analysis.ts';
import {
  formatColumn,
  formatDf,
  formatFixed,
  formatNumber,
  formatP,
  formatPStatement,
  formatTerm,
  scaleFor,
  type UnitScale,
} from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { type Numbering, table } from '../table.ts';
import { cellName, confidence, ends, orMissing, responseOf } from '../words.ts';
import { comparisonTables } from './comparisons.ts';

export function statisticsSection(model: ReportModel, numbering: Numbering): Html | null {
  const { analysis } = model.study;
  if (!analysis) return null;
  const { label, unit } = responseOf(model);
  const scale = scaleFor(
    analysis.groups.map((group) => group.mean),
    unit,
  );
  const named = scale.unit === '' ? label : `${label}, ${scale.unit}`;
  return html`<section id="statistics"><h2>Statistics</h2>
${meansTable(model, analysis, named, scale, numbering)}
${anovaTable(analysis, named, scale, numbering)}
${welchSentence(analysis)}
${comparisonTables(analysis, named, scale, numbering)}
</section>
`;
}

function meansTable(
  model: ReportModel,
  analysis: Analysis,
  named: string,
  scale: UnitScale,
  numbering: Numbering,
): Html | null {
  // One digit more than for means alone, because standard deviations share the decimals.
  const fixed = formatColumn(
    analysis.groups.map((group) => group.mean),
    scale,
    5,
  );
  const shown = (value: number | null) => orMissing(value, fixed);
  return table(numbering, {
    caption: `Means by setting: ${named}`,
    columns: [
      { title: 'Setting', cell: (group) => cellName(model, group.levels) },
      { title: 'n', align: 'right', cell: (group) => group.n },
      { title: 'Mean', align: 'right', cell: (group) => shown(group.mean) },
      { title: 'SD', align: 'right', cell: (group) => shown(group.sd) },
      { title: 'SE', align: 'right', cell: (group) => shown(group.se) },
      {
        title: `${confidence(analysis.alpha)} CI of the mean`,
        align: 'right',
        cell: (group) => ends(group.ci, fixed),
      },
      { title: 'Median', align: 'right', cell: (group) => shown(group.median) },
    ],
    rows: analysis.groups,
    note: 'n: replicates (separate runs); SD: sample standard deviation (n − 1); SE: standard error of the mean.',
  });
}

function anovaTable({ anova }: Analysis, named: string, scale: UnitScale, numbering: Numbering): Html | null {
  const share = (value: number | null) => (value === null ? '' : formatFixed(value, 3));
  const squared = (value: number | null) => (value === null ? '' : formatNumber(value / scale.per ** 2));
  return table<AnovaRow>(numbering, {
    caption: html`Analysis of variance (${anova.kind}, type ${anova.ss_type === 2 ? 'II' : 'III'} sums of squares) of ${named}`,
    columns: [
      { title: 'Term', cell: ({ term }) => formatTerm(term) },
      { title: 'SS', align: 'right', cell: ({ ss }) => squared(ss) },
      { title: 'df', align: 'right', cell: ({ df }) => formatDf(df) },
      { title: 'MS', align: 'right', cell: ({ ms }) => squared(ms) },
      { title: html`<i>F</i>`, align: 'right', cell: ({ f }) => (f === null ? '' : formatFixed(f)) },
      { title: html`<i>p</i>`, align: 'right', cell: ({ p }) => (p === null ? '' : formatP(p)) },
      { title: html`η²`, align: 'right', cell: ({ eta_sq }) => share(eta_sq) },
      { title: html`partial η²`, align: 'right', cell: ({ eta_sq_partial }) => share(eta_sq_partial) },
      { title: html`ω²`, align: 'right', cell: ({ omega_sq }) => share(omega_sq) },
    ],
    rows: anova.rows,
  });
}

function welchSentence({ welch_anova: welch }: Analysis): Html | null {
  if (!welch) return null;
  const { f, df1, df2, p } = welch;
  return html`<p>Welch’s analysis of variance, which does not assume equal variances: <i>F</i>(${formatDf(df1)}, ${formatDf(df2)}) = ${formatFixed(f)},
${formatPStatement(p)}.</p>
`;
}
