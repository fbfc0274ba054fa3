// Pairwise t-tests with effect sizes, corrected for their number: over independent trials, or within blocks.
import type { TTest } from '../../../../core/statistics/analysis.ts';
import { formatDf, formatFixed, formatP } from '../../../format/number.ts';
import { PValue } from '../p-value.tsx';
import { HEADS } from '../texts/comparisons.ts';
import { HOW_OF_TESTS as HOW } from '../texts/how.ts';
import { confidence, hasOthers, inUnit, pair, type Shown, within } from './shown.ts';
import { TablePane } from './table-pane.tsx';

export function TTests(props: Shown & { label: string; note: string; tests: readonly TTest[] }) {
  const { analysis, response, tests } = props;
  const { alpha } = analysis;
  const difference = response.scale.sibling(tests.map((test) => test.diff));
  return (
    <TablePane
      label={props.label}
      note={props.note}
      min_width={760}
      max_height={420}
      rows={tests}
      rowKey={(test) => JSON.stringify([test.a, test.b, test.levels, test.method])}
      columns={[
        { head: HEADS.compared, cell: pair },
        ...(hasOthers(tests) ? [{ head: HEADS.within, is_word: true, cell: within }] : []),
        { head: HEADS.test, how: HOW.method(), cell: (test) => test.method },
        {
          head: inUnit(HEADS.difference, difference),
          how: HOW.diff(),
          is_number: true,
          cell: (test) => difference.format(test.diff),
        },
        {
          head: confidence(analysis),
          how: HOW.ci(alpha),
          is_number: true,
          cell: (test) => difference.interval(test.ci),
        },
        { head: 't', how: HOW.t(), is_number: true, cell: (test) => formatFixed(test.t) },
        { head: 'df', how: HOW.df(), is_number: true, cell: (test) => formatDf(test.df) },
        { head: HEADS.p, how: HOW.p(), is_number: true, cell: (test) => formatP(test.p) },
        {
          head: HEADS.p_holm,
          how: HOW.p_holm(),
          is_number: true,
          cell: (test) => <PValue p={test.p_holm} alpha={alpha} />,
          text: (test) => formatP(test.p_holm),
        },
        {
          head: 'g',
          how: HOW.g(),
          is_number: true,
          cell: (test) =>
            test.g_ci === null
              ? formatFixed(test.hedges_g)
              : `${formatFixed(test.hedges_g)} [${formatFixed(test.g_ci[0])}, ${formatFixed(test.g_ci[1])}]`,
        },
      ]}
    />
  );
}
