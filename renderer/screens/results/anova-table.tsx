// The analysis of variance, with the checks of its assumptions beneath.
import { Text } from '@mantine/core';
import type { Analysis } from '../../../core/analysis.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { termLabel } from '../../format/labels.ts';
import { formatDf, formatFixed, formatNumber, formatP } from '../../format/number.ts';
import type { ShownResponse } from './response.ts';

export function AnovaTable({ analysis, response }: { analysis: Analysis; response: ShownResponse }) {
  const { anova, alpha } = analysis;
  const squared = response.scale.per ** -2;
  const unit = response.scale.unit === '' ? '' : `, ${response.scale.unit}²`;
  return (
    <Section
      title="Analysis of variance"
      note={<Assumptions analysis={analysis} />}
      aside={
        <Text size="xs" c="dimmed">
          {anova.kind}
          {anova.kind === 'factorial' ? `, type ${anova.ss_type === 2 ? 'II' : 'III'} sums of squares` : ''}
        </Text>
      }
    >
      <DataTable
        label="Analysis of variance"
        min_width={680}
        rows={anova.rows}
        rowKey={(row) => row.term}
        columns={[
          { head: 'Term', cell: (row) => termLabel(row.term) },
          { head: `SS${unit}`, is_number: true, cell: (row) => formatNumber(row.ss * squared) },
          { head: 'df', is_number: true, cell: (row) => formatDf(row.df) },
          {
            head: `MS${unit}`,
            is_number: true,
            cell: (row) => formatNumber(row.ms === null ? null : row.ms * squared),
          },
          { head: 'F', is_number: true, cell: (row) => formatFixed(row.f) },
          { head: 'p', is_number: true, cell: (row) => <PValue p={row.p} alpha={alpha} /> },
          { head: 'η²', is_number: true, cell: (row) => formatFixed(row.eta_sq) },
          { head: 'partial η²', is_number: true, cell: (row) => formatFixed(row.eta_sq_partial) },
          { head: 'ω²', is_number: true, cell: (row) => formatFixed(row.omega_sq) },
        ]}
      />
    </Section>
  );
}

/** Bold where it is below the level that was chosen before the study. */
export function PValue({ p, alpha }: { p: number | null; alpha: number }) {
  return (
    <Text span fz={13} fw={p !== null && p < alpha ? 700 : 400}>
      {formatP(p)}
    </Text>
  );
}

function Assumptions({ analysis }: { analysis: Analysis }) {
  const { residuals, homogeneity } = analysis.assumptions;
  const welch = analysis.welch_anova;
  const kruskal = analysis.rank_tests.kruskal_wallis;
  const parts = [
    residuals?.p == null
      ? null
      : `Normal residuals: ${residuals.method} W = ${formatFixed(residuals.w, 3)}, p ${equals(residuals.p)}`,
    homogeneity?.p == null
      ? null
      : `Equal variances: ${homogeneity.method} F(${formatDf(homogeneity.df1)}, ${formatDf(homogeneity.df2)}) = ${formatFixed(homogeneity.f)}, p ${equals(homogeneity.p)}`,
    welch === null
      ? null
      : `Welch F(${formatDf(welch.df1)}, ${formatDf(welch.df2)}) = ${formatFixed(welch.f)}, p ${equals(welch.p)}`,
    kruskal === null
      ? null
      : `Kruskal-Wallis H(${formatDf(kruskal.df)}) = ${formatFixed(kruskal.h)}, p ${equals(kruskal.p)}`,
  ].filter((part) => part !== null);
  return (
    <>
      {parts.length === 0
        ? 'The assumptions could not be tested with so few trials.'
        : `${parts.join('. ')}.`}
    </>
  );
}

const equals = (p: number): string => (p < 0.001 || p >= 0.9995 ? formatP(p) : `= ${formatP(p)}`);
