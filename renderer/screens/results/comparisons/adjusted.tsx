// Means of levels adjusted for the other factors, and the first factor's effect within each of their combinations.
import { cellLabel, termLabel } from '../../../format/labels.ts';
import { formatDf, formatFixed, formatP } from '../../../format/number.ts';
import { PValue } from '../p-value.tsx';
import { ADJUSTED, HEADS, SIMPLE } from '../texts/comparisons.ts';
import { HOW_OF_TESTS as HOW } from '../texts/how.ts';
import { confidence, inUnit, type Shown, within } from './shown.ts';
import { TablePane } from './table-pane.tsx';

export function AdjustedMeans({ analysis, response }: Shown) {
  const { estimated_means } = analysis;
  const { scale } = response;
  const spread = scale.sibling(estimated_means.map(({ se }) => se));
  return (
    <TablePane
      label={ADJUSTED.label}
      note={ADJUSTED.note}
      max_height={420}
      rows={estimated_means}
      rowKey={({ levels }) => JSON.stringify(levels)}
      columns={[
        { head: HEADS.level, cell: ({ levels }) => cellLabel(levels) },
        {
          head: inUnit(HEADS.mean, scale),
          how: HOW.adjusted(),
          is_number: true,
          cell: ({ mean }) => scale.format(mean),
        },
        { head: 'SE', how: HOW.adjusted(), is_number: true, cell: ({ se }) => spread.format(se) },
        {
          head: confidence(analysis),
          how: HOW.adjusted(),
          is_number: true,
          cell: ({ ci }) => scale.interval(ci),
        },
      ]}
    />
  );
}

export function SimpleEffects({ analysis }: Shown) {
  const { simple_effects, alpha } = analysis;
  return (
    <TablePane
      label={SIMPLE.label(termLabel(simple_effects[0]?.term ?? '').toLowerCase())}
      note={SIMPLE.note}
      max_height={420}
      rows={simple_effects}
      rowKey={({ levels }) => JSON.stringify(levels)}
      columns={[
        { head: HEADS.within, cell: within },
        { head: 'F', how: HOW.simple(), is_number: true, cell: ({ f }) => formatFixed(f) },
        { head: 'df', is_number: true, cell: ({ df1, df2 }) => `${formatDf(df1)}, ${formatDf(df2)}` },
        { head: HEADS.p, how: HOW.simple(), is_number: true, cell: ({ p }) => formatP(p) },
        {
          head: HEADS.p_holm,
          how: HOW.p_holm(),
          is_number: true,
          cell: ({ p_holm }) => <PValue p={p_holm} alpha={alpha} />,
          text: ({ p_holm }) => formatP(p_holm),
        },
      ]}
    />
  );
}
