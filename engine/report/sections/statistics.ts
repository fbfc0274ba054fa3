// The statistics in tables: means, analysis of variance, pairwise comparisons.
import type { Analysis, AnovaRow, TTest } from '../../../core/analysis.ts';
import {
  formatColumn,
  formatDf,
  formatFixed,
  formatInterval,
  formatLevel,
  formatLevels,
  formatNumber,
  formatP,
  formatPStatement,
  formatTerm,
  scaleFor,
  type UnitScale,
} from '../../../core/format.ts';
import type { ReportModel } from '../../../core/report/model.ts';
import { type Html, html } from '../html.ts';
import { type Numbering, table } from '../table.ts';
import { cellName, confidence, orMissing, responseOf } from '../words.ts';

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
${testsTable(analysis, named, scale, numbering)}
${postHocTable(analysis, named, scale, numbering)}
${rankTable(analysis, numbering)}
${equivalenceTable(analysis, scale, numbering)}
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
  const fixed = formatColumn(
    analysis.groups.map((group) => group.mean),
    scale,
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
        cell: (group) => (group.ci ? `[${fixed(group.ci[0])}, ${fixed(group.ci[1])}]` : ''),
      },
      { title: 'Median', align: 'right', cell: (group) => shown(group.median) },
    ],
    rows: analysis.groups,
    note: 'n: replicates, that is separate runs; SD: sample standard deviation (n − 1); SE: standard error of the mean.',
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

function testsTable(analysis: Analysis, named: string, scale: UnitScale, numbering: Numbering): Html | null {
  const within = analysis.t_tests.some(({ levels }) => Object.keys(levels).length > 0);
  return table<TTest>(numbering, {
    caption: html`Pairwise <i>t</i>-tests of ${named}, <i>p</i> adjusted after Holm`,
    size: 'wide',
    columns: [
      { title: 'Comparison', cell: ({ a, b }) => `${formatLevel(a)} − ${formatLevel(b)}` },
      ...(within
        ? [
            {
              title: 'At',
              cell: ({ levels }: TTest) => (Object.keys(levels).length === 0 ? 'all' : formatLevels(levels)),
            },
          ]
        : []),
      { title: 'Test', cell: ({ method }) => method },
      { title: 'Difference', align: 'right', cell: ({ diff }) => formatNumber(diff / scale.per) },
      { title: `${confidence(analysis.alpha)} CI`, align: 'right', cell: ({ ci }) => bare(ci, scale) },
      { title: html`<i>t</i>`, align: 'right', cell: ({ t }) => formatOrBlank(t, formatFixed) },
      { title: 'df', align: 'right', cell: ({ df }) => formatOrBlank(df, formatDf) },
      { title: html`<i>p</i>`, align: 'right', cell: ({ p }) => formatOrBlank(p, formatP) },
      { title: html`<i>p</i> Holm`, align: 'right', cell: ({ p_holm }) => formatOrBlank(p_holm, formatP) },
      {
        title: html`Hedges’ <i>g</i>`,
        align: 'right',
        cell: ({ hedges_g }) => formatOrBlank(hedges_g, formatFixed),
      },
      { title: html`CI of <i>g</i>`, align: 'right', cell: ({ g_ci }) => (g_ci ? formatInterval(g_ci) : '') },
    ],
    rows: analysis.t_tests,
  });
}

function postHocTable(
  analysis: Analysis,
  named: string,
  scale: UnitScale,
  numbering: Numbering,
): Html | null {
  return table(numbering, {
    caption: `Post-hoc comparisons of ${named}`,
    columns: [
      { title: 'Comparison', cell: ({ a, b }) => `${formatLevel(a)} − ${formatLevel(b)}` },
      { title: 'Method', cell: ({ method }) => method },
      { title: 'Difference', align: 'right', cell: ({ diff }) => formatNumber(diff / scale.per) },
      { title: `${confidence(analysis.alpha)} CI`, align: 'right', cell: ({ ci }) => bare(ci, scale) },
      { title: html`<i>p</i>`, align: 'right', cell: ({ p }) => formatOrBlank(p, formatP) },
    ],
    rows: analysis.post_hoc,
  });
}

function rankTable(
  { rank_tests: { mann_whitney, kruskal_wallis } }: Analysis,
  numbering: Numbering,
): Html | null {
  const rows = [
    ...mann_whitney.map(({ a, b, w, p }) => ({
      name: `Mann–Whitney, ${formatLevel(a)} against ${formatLevel(b)}`,
      statistic: `W = ${formatNumber(w)}`,
      p,
    })),
    ...(kruskal_wallis
      ? [
          {
            name: `Kruskal–Wallis, df = ${formatDf(kruskal_wallis.df)}`,
            statistic: `H = ${formatFixed(kruskal_wallis.h)}`,
            p: kruskal_wallis.p,
          },
        ]
      : []),
  ];
  return table(numbering, {
    caption: 'Rank tests, which assume no normal distribution',
    columns: [
      { title: 'Test', cell: ({ name }) => name },
      { title: 'Statistic', align: 'right', cell: ({ statistic }) => statistic },
      { title: html`<i>p</i>`, align: 'right', cell: ({ p }) => formatP(p) },
    ],
    rows,
  });
}

function equivalenceTable({ equivalence }: Analysis, scale: UnitScale, numbering: Numbering): Html | null {
  return table(numbering, {
    caption: 'Equivalence (two one-sided tests)',
    columns: [
      { title: 'Comparison', cell: ({ a, b }) => `${formatLevel(a)} − ${formatLevel(b)}` },
      { title: 'Margin', align: 'right', cell: ({ margin }) => `±\u2009${formatNumber(margin / scale.per)}` },
      { title: html`<i>p</i>`, align: 'right', cell: ({ p }) => formatP(p) },
      { title: 'Equivalent', cell: ({ equivalent }) => (equivalent ? 'yes' : 'not shown') },
    ],
    rows: equivalence,
  });
}

/** The unit stands in the caption. */
const bare = (ci: readonly [number, number] | null, scale: UnitScale) =>
  ci ? formatInterval(ci, '', { ...scale, unit: '' }) : '';
const formatOrBlank = (value: number | null, format: (value: number) => string): string =>
  value === null ? '' : format(value);
