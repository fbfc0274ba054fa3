// Comparisons that assume no normal distribution: ranks, and draws out of the values themselves.
import { formatFixed, formatNumber, formatP } from '../../../format/number.ts';
import { HOW_OF_TESTS as HOW } from '../how-texts.ts';
import { confidence, hasOthers, inUnit, pair, type Shown, within } from './shown.ts';
import { TablePane } from './table-pane.tsx';

export function RankTests({ analysis }: Shown) {
  const { mann_whitney, kruskal_wallis } = analysis.rank_tests;
  const rows = [
    ...mann_whitney.map((test) => ({
      test: 'Mann-Whitney',
      compared: pair(test),
      statistic: `W = ${formatNumber(test.w)}`,
      p: test.p,
    })),
    ...(kruskal_wallis === null
      ? []
      : [
          {
            test: 'Kruskal-Wallis',
            compared: 'all levels',
            statistic: `H(${kruskal_wallis.df}) = ${formatFixed(kruskal_wallis.h)}`,
            p: kruskal_wallis.p,
          },
        ]),
    ...analysis.signed_ranks.map((test) => ({
      test: 'Wilcoxon, within blocks',
      compared: pair(test),
      statistic: `V = ${formatNumber(test.v)}, ${test.pairs} pairs`,
      p: test.p,
    })),
  ];
  return (
    <TablePane
      label="Rank tests"
      note="Not corrected for the number of comparisons."
      max_height={420}
      rows={rows}
      rowKey={({ test, compared, statistic }) => `${test} ${compared} ${statistic}`}
      columns={[
        { head: 'Test', cell: ({ test }) => test },
        { head: 'Compared', cell: ({ compared }) => compared },
        { head: 'Statistic', how: HOW.ranks(), is_number: true, cell: ({ statistic }) => statistic },
        { head: 'p', how: HOW.ranks(), is_number: true, cell: ({ p }) => formatP(p) },
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
      label="Bootstrap intervals"
      note={`${level} intervals from ${first?.draws.toLocaleString('en') ?? '0'} draws with seed ${first?.seed ?? 0}: the same on every machine.`}
      max_height={420}
      rows={bootstrap}
      rowKey={({ a, b, levels }) => JSON.stringify([a, b, levels])}
      columns={[
        { head: 'Compared', cell: pair },
        ...(hasOthers(bootstrap) ? [{ head: 'Within', is_word: true, cell: within }] : []),
        {
          head: inUnit('Difference', difference),
          how: HOW.diff(),
          is_number: true,
          cell: ({ diff }) => difference.format(diff),
        },
        {
          head: 'Percentile',
          how: HOW.percentile(),
          is_number: true,
          cell: ({ percentile }) => difference.interval(percentile),
        },
        { head: 'BCa', how: HOW.bca(), is_number: true, cell: ({ bca }) => difference.interval(bca) },
      ]}
    />
  );
}
