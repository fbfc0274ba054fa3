// Comparisons that assume no normal distribution: ranks, and resampling of the values.
import { formatFixed, formatNumber, formatP } from '../../../format/number.ts';
import { BOOTSTRAP, HEADS, RANKS } from '../texts/comparisons.ts';
import { HOW_OF_TESTS as HOW } from '../texts/how.ts';
import { confidence, hasOthers, inUnit, pair, type Shown, within } from './shown.ts';
import { TablePane } from './table-pane.tsx';

export function RankTests({ analysis }: Shown) {
  const { mann_whitney, kruskal_wallis } = analysis.rank_tests;
  const rows = [
    ...mann_whitney.map((test) => ({
      test: RANKS.mann_whitney,
      compared: pair(test),
      statistic: `W = ${formatNumber(test.w)}`,
      p: test.p,
    })),
    ...(kruskal_wallis === null
      ? []
      : [
          {
            test: RANKS.kruskal_wallis,
            compared: RANKS.all_levels,
            statistic: `H(${kruskal_wallis.df}) = ${formatFixed(kruskal_wallis.h)}`,
            p: kruskal_wallis.p,
          },
        ]),
    ...analysis.signed_ranks.map((test) => ({
      test: RANKS.wilcoxon,
      compared: pair(test),
      statistic: RANKS.pairs(`V = ${formatNumber(test.v)}`, test.pairs),
      p: test.p,
    })),
  ];
  return (
    <TablePane
      label={RANKS.label}
      note={RANKS.note}
      max_height={420}
      rows={rows}
      rowKey={({ test, compared, statistic }) => `${test} ${compared} ${statistic}`}
      columns={[
        { head: HEADS.test, cell: ({ test }) => test },
        { head: HEADS.compared, cell: ({ compared }) => compared },
        { head: HEADS.statistic, how: HOW.ranks(), is_number: true, cell: ({ statistic }) => statistic },
        { head: HEADS.p, how: HOW.ranks(), is_number: true, cell: ({ p }) => formatP(p) },
      ]}
    />
  );
}

export function DrawnIntervals({ analysis, response }: Shown) {
  const { bootstrap } = analysis;
  const difference = response.scale.sibling(bootstrap.map(({ diff }) => diff));
  const [first] = bootstrap;
  const level = confidence(analysis).replace(' CI', '');
  return (
    <TablePane
      label={BOOTSTRAP.label}
      note={BOOTSTRAP.note(level, first?.draws.toLocaleString('en') ?? '0', first?.seed ?? 0)}
      max_height={420}
      rows={bootstrap}
      rowKey={({ a, b, levels }) => JSON.stringify([a, b, levels])}
      columns={[
        { head: HEADS.compared, cell: pair },
        ...(hasOthers(bootstrap) ? [{ head: HEADS.within, is_word: true, cell: within }] : []),
        {
          head: inUnit(HEADS.difference, difference),
          how: HOW.diff(),
          is_number: true,
          cell: ({ diff }) => difference.format(diff),
        },
        {
          head: BOOTSTRAP.percentile,
          how: HOW.percentile(),
          is_number: true,
          cell: ({ percentile }) => difference.interval(percentile),
        },
        { head: BOOTSTRAP.bca, how: HOW.bca(), is_number: true, cell: ({ bca }) => difference.interval(bca) },
      ]}
    />
  );
}
