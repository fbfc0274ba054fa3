// Turns a study's trials into the figures that the product draws everywhere.
import type { Analysis } from '../../../core/analysis.ts';
import {
  boxPlotFigure,
  type FigureTheme,
  interactionFigure,
  intervalFigure,
} from '../../../core/figures/figures.ts';
import type { StudyView } from '../../../core/ipc.ts';
import type { Figure } from '../../components/chart.tsx';
import { cellLabel, factorLabel, levelLabel } from '../../format/labels.ts';
import { type ShownResponse, valuesByCell, withUnit } from './response.ts';

/** Every trial's value by cell; cells of one level of the first factor share a colour. */
export function cellFigure(view: StudyView, response: ShownResponse, theme: FigureTheme): Figure {
  const first = view.factors[0] ?? '';
  return boxPlotFigure({
    groups: valuesByCell(view, response.name).map(({ levels, values }) => ({
      label: cellLabel(levels, view.factors),
      values: values.map((value) => value / response.scale.per),
      series: levels[first] ?? '',
    })),
    y_label: withUnit(response),
    theme,
  });
}

/** Means with their intervals: as lines that may cross for two factors, side by side otherwise. */
export function meansFigure(
  view: StudyView,
  analysis: Analysis,
  response: ShownResponse,
  theme: FigureTheme,
): Figure {
  const { per } = response.scale;
  const y_label = withUnit(response);
  const estimates = analysis.groups.map(({ levels, mean, ci }) => ({
    levels,
    mean: mean / per,
    ci: ci === null ? null : ([ci[0] / per, ci[1] / per] as const),
  }));
  const [line, along] = view.factors;
  if (view.factors.length === 2 && line !== undefined && along !== undefined) {
    const levelsOf = (factor: string): string[] => [
      ...new Set(estimates.map(({ levels }) => levels[factor] ?? '')),
    ];
    const places = levelsOf(along);
    return interactionFigure({
      places: places.map(levelLabel),
      x_label: factorLabel(along),
      series: levelsOf(line).map((level) => ({
        label: cellLabel({ [line]: level }),
        estimates: places.map(
          (place) =>
            estimates.find(({ levels }) => levels[line] === level && levels[along] === place) ?? {
              mean: null,
              ci: null,
            },
        ),
      })),
      y_label,
      theme,
    });
  }
  return intervalFigure({
    cells: estimates.map(({ levels, mean, ci }) => ({
      label: cellLabel(levels, view.factors),
      mean,
      ci,
      series: levels[line ?? ''] ?? '',
    })),
    y_label,
    theme,
  });
}
