// Two one-sided tests against a margin: is a difference small enough not to matter?
import { formatNumber, formatP } from '../../../format/number.ts';
import { EQUIVALENCE, HEADS } from '../texts/comparisons.ts';
import { HOW_OF_TESTS as HOW } from '../texts/how.ts';
import { hasOthers, inUnit, pair, type Shown, within } from './shown.ts';
import { TablePane } from './table-pane.tsx';

export function Equivalence({ analysis, response }: Shown) {
  const { equivalence, alpha } = analysis;
  const difference = response.scale.sibling(equivalence.map(({ diff }) => diff));
  const { per } = response.scale;
  return (
    <TablePane
      label={EQUIVALENCE.label}
      note={EQUIVALENCE.note(Number((100 * (1 - 2 * alpha)).toPrecision(6)))}
      max_height={420}
      rows={equivalence}
      rowKey={({ a, b, levels }) => JSON.stringify([a, b, levels])}
      columns={[
        { head: HEADS.compared, cell: pair },
        ...(hasOthers(equivalence) ? [{ head: HEADS.within, is_word: true, cell: within }] : []),
        {
          head: inUnit(HEADS.difference, difference),
          how: HOW.diff(),
          is_number: true,
          cell: ({ diff }) => difference.format(diff),
        },
        {
          head: HEADS.interval,
          how: HOW.equivalence(),
          is_number: true,
          cell: ({ ci }) => difference.interval(ci),
        },
        { head: HEADS.margin, is_number: true, cell: ({ margin }) => `± ${formatNumber(margin / per)}` },
        { head: HEADS.p, how: HOW.equivalence(), is_number: true, cell: ({ p }) => formatP(p) },
        {
          head: HEADS.verdict,
          cell: ({ equivalent }) => (equivalent ? EQUIVALENCE.equivalent : EQUIVALENCE.not_shown),
        },
      ]}
    />
  );
}
