// Means of levels beyond the other factors, and the first factor's effect within each of their combinations.
import { cellLabel, termLabel } from '../../../format/labels.ts';
import { formatDf, formatFixed, formatP } from '../../../format/number.ts';
import { HOW_OF_TESTS as HOW } from '../how-texts.ts';
import { PValue } from '../p-value.tsx';
import { confidence, inUnit, type Shown, within } from './shown.ts';
import { TablePane } from './table-pane.tsx';

export function AdjustedMeans({ analysis, response }: Shown) {
  const { estimated_means } = analysis;
  const { scale } = response;
  const spread = scale.sibling(estimated_means.map(({ se }) => se));
  return (
    <TablePane
      label="Adjusted means"
      note="As if every cell had been run equally often, beyond blocks and covariates."
      max_height={420}
      rows={estimated_means}
      rowKey={({ levels }) => JSON.stringify(levels)}
      columns={[
        { head: 'Level', cell: ({ levels }) => cellLabel(levels) },
        {
          head: inUnit('Mean', scale),
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
      label={`Effect of ${termLabel(simple_effects[0]?.term ?? '').toLowerCase()} within single settings`}
      note="Against the residual of the whole model; judge by the p that is corrected for the number of settings."
      max_height={420}
      rows={simple_effects}
      rowKey={({ levels }) => JSON.stringify(levels)}
      columns={[
        { head: 'Within', cell: within },
        { head: 'F', how: HOW.simple(), is_number: true, cell: ({ f }) => formatFixed(f) },
        { head: 'df', is_number: true, cell: ({ df1, df2 }) => `${formatDf(df1)}, ${formatDf(df2)}` },
        { head: 'p', how: HOW.simple(), is_number: true, cell: ({ p }) => formatP(p) },
        {
          head: 'p (Holm)',
          how: HOW.p_holm(),
          is_number: true,
          cell: ({ p_holm }) => <PValue p={p_holm} alpha={alpha} />,
          text: ({ p_holm }) => formatP(p_holm),
        },
      ]}
    />
  );
}
