// All pairs of levels under one error rate.
import { formatP } from '../../../format/number.ts';
import { PValue } from '../p-value.tsx';
import { HEADS, POST_HOC } from '../texts/comparisons.ts';
import { HOW_OF_TESTS as HOW } from '../texts/how.ts';
import { confidence, inUnit, pair, type Shown } from './shown.ts';
import { TablePane } from './table-pane.tsx';

export function PostHocTests({ analysis, response }: Shown) {
  const { post_hoc, alpha } = analysis;
  const difference = response.scale.sibling(post_hoc.map(({ diff }) => diff));
  return (
    <TablePane
      label={POST_HOC.label}
      note={POST_HOC.note}
      max_height={420}
      rows={post_hoc}
      rowKey={({ method, a, b }) => JSON.stringify([method, a, b])}
      columns={[
        { head: HEADS.compared, cell: pair },
        { head: HEADS.method, how: HOW.tukey(), cell: ({ method }) => method },
        {
          head: inUnit(HEADS.difference, difference),
          how: HOW.diff(),
          is_number: true,
          cell: ({ diff }) => difference.format(diff),
        },
        {
          head: confidence(analysis),
          how: HOW.tukey(),
          is_number: true,
          cell: ({ ci }) => difference.interval(ci),
        },
        {
          head: HEADS.p,
          how: HOW.tukey(),
          is_number: true,
          cell: ({ p }) => <PValue p={p} alpha={alpha} />,
          text: ({ p }) => formatP(p),
        },
      ]}
    />
  );
}
