// Entry point to the figures, each defined once for the window's canvas and the report's SVG.
export { boxPlotFigure } from './box-plot.ts';
export { interactionFigure, intervalFigure } from './interval.ts';
export { type FigureTheme, figureColours } from './palette.ts';
export { paretoFigure } from './pareto.ts';
export type { Phase } from './phase-bands.ts';
export {
  powerTraceFigure,
  type TracePoint,
  type TraceSeries,
} from './power-trace.ts';
export { scatterFigure } from './scatter.ts';
export { type StackedPowerInput, stackedPowerFigure } from './stacked-power.ts';
export { thinTrace } from './thin-trace.ts';
