// Turns a study's trials into the figures that screen, report and saved file share.
import type { StudyView } from '../../../core/contract/ipc.ts';
import {
  boxPlotFigure,
  type FigureTheme,
  interactionFigure,
  intervalFigure,
} from '../../../core/figures/figures.ts';
import type { Analysis, Interval } from '../../../core/statistics/analysis.ts';
import type { Figure } from '../../components/chart.tsx';
import { cellLabel, factorLabel, levelLabel } from '../../format/labels.ts';
import { type ShownResponse, valuesByCell, withUnit } from './response.ts';

/** Every trial's value by cell; cells with the same level of the first factor share a colour. */
export function cellFigure(view: StudyView, response: ShownResponse, theme: FigureTheme): Figure {
  const first = view.analysed_factors[0] ?? '';
  return boxPlotFigure({
    groups: valuesByCell(view).map(({ levels, values }) => ({
      label: cellLabel(levels, view.analysed_factors),
      values: values.map((value) => value / response.scale.per),
      series: levels[first] ?? '',
    })),
    y_label: withUnit(response),
    theme,
  });
}

/** Mean of every cell with its interval, side by side. */
export function meansFigure(
  view: StudyView,
  analysis: Analysis,
  response: ShownResponse,
  theme: FigureTheme,
): Figure {
  const { per } = response.scale;
  const first = view.analysed_factors[0] ?? '';
  return intervalFigure({
    cells: analysis.groups.map(({ levels, mean, ci }) => ({
      label: cellLabel(levels, view.analysed_factors),
      mean: mean / per,
      ci: perUnit(ci, per),
      series: levels[first] ?? '',
    })),
    y_label: withUnit(response),
    theme,
  });
}

/** Adjusted means of the levels of two factors as lines that may cross. */
export function crossedFigure(
  { analysis, line, along }: { analysis: Analysis; line: string; along: string },
  response: ShownResponse,
  theme: FigureTheme,
): Figure {
  const { per } = response.scale;
  const means = analysis.estimated_means.filter(
    ({ levels }) => Object.keys(levels).length === 2 && line in levels && along in levels,
  );
  const levelsOf = (factor: string): string[] => [
    ...new Set(means.map(({ levels }) => levels[factor] ?? '')),
  ];
  const places = levelsOf(along);
  return interactionFigure({
    places: places.map(levelLabel),
    x_label: factorLabel(along),
    series: levelsOf(line).map((level) => ({
      label: cellLabel({ [line]: level }),
      estimates: places.map((place) => {
        const found = means.find(({ levels }) => levels[line] === level && levels[along] === place);
        const mean = found?.mean ?? null;
        return { mean: mean === null ? null : mean / per, ci: perUnit(found?.ci ?? null, per) };
      }),
    })),
    y_label: withUnit(response),
    theme,
  });
}

const perUnit = (ci: Interval | null, per: number): Interval | null => ci && [ci[0] / per, ci[1] / per];
