// The pairwise t-tests with their effect sizes, corrected for how many there are.
import type { Analysis } from '../../../core/analysis.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { cellLabel, levelLabel } from '../../format/labels.ts';
import { formatDf, formatFixed } from '../../format/number.ts';
import { PValue } from './anova-table.tsx';
import type { ShownResponse } from './response.ts';

export function TTestTable({ analysis, response }: { analysis: Analysis; response: ShownResponse }) {
  const { t_tests, alpha } = analysis;
  if (t_tests.length === 0) return null;
  const { scale } = response;
  const difference = scale.sibling(t_tests.map((test) => test.diff));
  const unit = scale.unit === '' ? '' : `, ${scale.unit}`;
  const percent = Math.round((1 - alpha) * 100);
  const has_others = t_tests.some((test) => Object.keys(test.levels).length > 0);
  return (
    <Section
      title="Pairwise t-tests"
      note="Difference: first minus second. p (Holm) is corrected for the number of comparisons; judge by it. g: Hedges’ g with its interval."
    >
      <DataTable
        label="Pairwise t-tests"
        min_width={760}
        max_height={420}
        rows={t_tests}
        rowKey={(test) => JSON.stringify([test.a, test.b, test.levels, test.method])}
        columns={[
          { head: 'Compared', cell: (test) => `${levelLabel(test.a)} – ${levelLabel(test.b)}` },
          ...(has_others
            ? [
                {
                  head: 'Within',
                  is_word: true,
                  cell: (test: Analysis['t_tests'][number]) => cellLabel(test.levels) || 'all',
                },
              ]
            : []),
          { head: 'Test', cell: (test) => test.method },
          { head: `Difference${unit}`, is_number: true, cell: (test) => difference.format(test.diff) },
          { head: `${percent} % CI`, is_number: true, cell: (test) => difference.interval(test.ci) },
          { head: 't', is_number: true, cell: (test) => formatFixed(test.t) },
          { head: 'df', is_number: true, cell: (test) => formatDf(test.df) },
          { head: 'p', is_number: true, cell: (test) => <PValue p={test.p} alpha={0} /> },
          { head: 'p (Holm)', is_number: true, cell: (test) => <PValue p={test.p_holm} alpha={alpha} /> },
          {
            head: 'g',
            is_number: true,
            cell: (test) =>
              test.g_ci === null
                ? formatFixed(test.hedges_g)
                : `${formatFixed(test.hedges_g)} [${formatFixed(test.g_ci[0])}, ${formatFixed(test.g_ci[1])}]`,
          },
        ]}
      />
    </Section>
  );
}
