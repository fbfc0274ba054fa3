// Drift of the machine while the trials ran, as a figure over the run order.
import { useCallback } from 'react';
import type { StudyView } from '../../../core/contract/ipc.ts';
import { type FigureTheme, scatterFigure } from '../../../core/figures/figures.ts';
import type { DriftAnalysis } from '../../../core/sweep/analyses.ts';
import { driftPoints } from '../../../core/sweep/drift-points.ts';
import { FigureSection } from '../../components/figure-section.tsx';
import { levelLabel, sentence } from '../../format/labels.ts';
import type { ShownResponse } from './response.ts';
import { DRIFT } from './texts/cards.ts';

export function DriftCard(props: { view: StudyView; drift: DriftAnalysis; response: ShownResponse }) {
  const { view, drift, response } = props;
  const build = useCallback(
    (theme: FigureTheme) => {
      const { per, unit } = response.scale;
      const first = view.analysed_factors[0] ?? '';
      const { points, middle } = driftPoints(view.trials, view.analysed_factors, response, drift.slope);
      // Levels keep the colours that they have in the figure of cells.
      const order = view.analysis?.groups.map(({ levels }) => levels[first]) ?? [];
      const sorted = [...points].sort(
        (a, b) => order.indexOf(a.levels[first]) - order.indexOf(b.levels[first]),
      );
      return scatterFigure({
        points: sorted.map(({ order, deviation, levels }) => ({
          x: order,
          y: deviation / per,
          series: levelLabel(levels[first] ?? ''),
          label: DRIFT.trial(order),
        })),
        line: { label: DRIFT.line, slope: drift.slope / per, intercept: (-drift.slope * middle) / per },
        x_label: DRIFT.x,
        y_label: DRIFT.y(unit),
        theme,
      });
    },
    [view, drift, response],
  );
  return (
    <FigureSection
      title={DRIFT.title}
      name={`${view.name} drift`}
      build={build}
      height={260}
      label={DRIFT.label(response.label)}
      test_id="drift-plot"
      note={DRIFT.note(sentence(drift.text))}
    />
  );
}
