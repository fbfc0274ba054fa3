// All pairs of levels with one error rate for all of them together.
import { formatP } from '../../../format/number.ts';
import { HOW_OF_TESTS as HOW } from '../how-texts.ts';
import { PValue } from '../p-value.tsx';
import { confidence, inUnit, pair, type Shown } from './shown.ts';
import { TablePane } from './table-pane.tsx';

export function PostHocTests({ analysis, response }: Shown) {
  const { post_hoc, alpha } = analysis;
  const difference = response.scale.sibling(post_hoc.map(({ diff }) => diff));
  return (
    <TablePane
      label="Post-hoc comparisons"
      note="Intervals and p hold for all pairs together. Tukey assumes equal variances, Games-Howell does not."
      max_height={420}
      rows={post_hoc}
      rowKey={({ method, a, b }) => JSON.stringify([method, a, b])}
      columns={[
        { head: 'Compared', cell: pair },
        { head: 'Method', how: HOW.tukey(), cell: ({ method }) => method },
        {
          head: inUnit('Difference', difference),
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
          head: 'p',
          how: HOW.tukey(),
          is_number: true,
          cell: ({ p }) => <PValue p={p} alpha={alpha} />,
          text: ({ p }) => formatP(p),
        },
      ]}
    />
  );
}
