// Tables that compare settings: t-tests, post-hoc tests, rank tests, equivalence.
import type { Analysis, TTest } from '../../../core/statistics/analysis.ts';
import {
  formatColumn,
  formatDf,
  formatFixed,
  formatInterval,
  formatLevel,
  formatLevels,
  formatNumber,
  formatP,
  type UnitScale,
} from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { type Numbering, table } from '../table.ts';
import { confidence, ends } from '../words.ts';
import { adjustedTables } from './adjusted.ts';

/** `named` is the response followed by the unit of `scale`. */
export const comparisonTables = (
  analysis: Analysis,
  named: string,
  scale: UnitScale,
  numbering: Numbering,
): (Html | null)[] => [
  testsTable(analysis, named, scale, numbering),
  ...adjustedTables(analysis, named, scale, numbering),
  postHocTable(analysis, named, scale, numbering),
  rankTable(analysis, numbering),
  equivalenceTable(analysis, scale, numbering),
];

function testsTable(analysis: Analysis, named: string, scale: UnitScale, numbering: Numbering): Html | null {
  const shown = formatColumn(
    analysis.t_tests.map(({ diff }) => diff),
    scale,
  );
  const within = analysis.t_tests.some(({ levels }) => Object.keys(levels).length > 0);
  return table<TTest>(numbering, {
    caption: html`Pairwise <i>t</i>-tests of ${named}, <i>p</i> adjusted by Holm’s method`,
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
      { title: 'Difference', align: 'right', cell: ({ diff }) => shown(diff) },
      { title: `${confidence(analysis.alpha)} CI`, align: 'right', cell: ({ ci }) => ends(ci, shown) },
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
  const shown = formatColumn(
    analysis.post_hoc.map(({ diff }) => diff),
    scale,
  );
  return table(numbering, {
    caption: `Post-hoc comparisons of ${named}`,
    columns: [
      { title: 'Comparison', cell: ({ a, b }) => `${formatLevel(a)} − ${formatLevel(b)}` },
      { title: 'Method', cell: ({ method }) => method },
      { title: 'Difference', align: 'right', cell: ({ diff }) => shown(diff) },
      { title: `${confidence(analysis.alpha)} CI`, align: 'right', cell: ({ ci }) => ends(ci, shown) },
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
    caption: 'Rank tests, which do not assume normality',
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
      {
        title: html`Difference, ${scale.unit}`,
        align: 'right',
        cell: ({ diff }) => formatNumber(diff / scale.per),
      },
      { title: 'Margin', align: 'right', cell: ({ margin }) => `±\u2009${formatNumber(margin / scale.per)}` },
      { title: html`<i>p</i>`, align: 'right', cell: ({ p }) => formatP(p) },
      { title: 'Equivalent', cell: ({ equivalent }) => (equivalent ? 'yes' : 'not shown') },
    ],
    rows: equivalence,
  });
}

const formatOrBlank = (value: number | null, format: (value: number) => string): string =>
  value === null ? '' : format(value);
