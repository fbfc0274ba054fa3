// Whether a difference is small enough not to matter: two one-sided tests against a margin.
import { formatNumber, formatP } from '../../../format/number.ts';
import { HOW_OF_TESTS as HOW } from '../how-texts.ts';
import { hasOthers, inUnit, pair, type Shown, within } from './shown.ts';
import { TablePane } from './table-pane.tsx';

export function Equivalence({ analysis, response }: Shown) {
  const { equivalence, alpha } = analysis;
  const difference = response.scale.sibling(equivalence.map(({ diff }) => diff));
  const { per } = response.scale;
  return (
    <TablePane
      label="Equivalence"
      note={`Equivalent: the ${Number((100 * (1 - 2 * alpha)).toPrecision(6))} % interval lies inside the margin.`}
      max_height={420}
      rows={equivalence}
      rowKey={({ a, b, levels }) => JSON.stringify([a, b, levels])}
      columns={[
        { head: 'Compared', cell: pair },
        ...(hasOthers(equivalence) ? [{ head: 'Within', is_word: true, cell: within }] : []),
        {
          head: inUnit('Difference', difference),
          how: HOW.diff(),
          is_number: true,
          cell: ({ diff }) => difference.format(diff),
        },
        {
          head: 'Interval',
          how: HOW.equivalence(),
          is_number: true,
          cell: ({ ci }) => difference.interval(ci),
        },
        { head: 'Margin', is_number: true, cell: ({ margin }) => `± ${formatNumber(margin / per)}` },
        { head: 'p', how: HOW.equivalence(), is_number: true, cell: ({ p }) => formatP(p) },
        { head: 'Verdict', cell: ({ equivalent }) => (equivalent ? 'equivalent' : 'not shown') },
      ]}
    />
  );
}
