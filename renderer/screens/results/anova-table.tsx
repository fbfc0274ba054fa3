// The analysis of variance.
import { Text } from '@mantine/core';
import type { Analysis } from '../../../core/statistics/analysis.ts';
import { TableSection } from '../../components/table-section.tsx';
import { termLabel } from '../../format/labels.ts';
import { formatDf, formatFixed, formatNumber, formatP } from '../../format/number.ts';
import { PValue } from './p-value.tsx';
import type { ShownResponse } from './response.ts';
import { ANOVA } from './texts/cards.ts';
import { HOW_OF_ANOVA as HOW } from './texts/how.ts';

export function AnovaTable({ analysis, response }: { analysis: Analysis; response: ShownResponse }) {
  const { anova, alpha } = analysis;
  const squared = response.scale.per ** -2;
  const unit = response.scale.unit === '' ? '' : `, ${response.scale.unit}²`;
  return (
    <TableSection
      title={ANOVA.title}
      aside={
        <Text size="xs" c="dimmed">
          {ANOVA.kind(anova.kind, anova.ss_type)}
        </Text>
      }
      note={ANOVA.note}
      label={ANOVA.title}
      min_width={680}
      rows={anova.rows}
      rowKey={(row) => row.term}
      columns={[
        { head: 'Term', cell: (row) => termLabel(row.term) },
        {
          head: `SS${unit}`,
          how: HOW.ss(analysis),
          is_number: true,
          cell: (row) => formatNumber(row.ss * squared),
        },
        { head: 'df', how: HOW.df(), is_number: true, cell: (row) => formatDf(row.df) },
        {
          head: `MS${unit}`,
          how: HOW.ms(),
          is_number: true,
          cell: (row) => formatNumber(row.ms === null ? null : row.ms * squared),
        },
        { head: 'F', how: HOW.f(), is_number: true, cell: (row) => formatFixed(row.f) },
        {
          head: 'p',
          how: HOW.p(),
          is_number: true,
          cell: (row) => <PValue p={row.p} alpha={alpha} />,
          text: (row) => formatP(row.p),
        },
        { head: 'η²', how: HOW.eta_sq(), is_number: true, cell: (row) => formatFixed(row.eta_sq) },
        {
          head: 'partial η²',
          how: HOW.eta_sq_partial(),
          is_number: true,
          cell: (row) => formatFixed(row.eta_sq_partial),
        },
        { head: 'ω²', how: HOW.omega_sq(), is_number: true, cell: (row) => formatFixed(row.omega_sq) },
      ]}
    />
  );
}
