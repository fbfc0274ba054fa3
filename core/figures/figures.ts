// Entry point to the figures, each defined once for the window's canvas and the report's SVG.
export { type BoxPlotInput, boxPlotFigure } from './box-plot.ts';
export {
  type InteractionInput,
  type IntervalInput,
  interactionFigure,
  intervalFigure,
  type LineFigure,
} from './interval.ts';
export { type FigureTheme, figureColours, seriesColour } from './palette.ts';
export { type ParetoInput, paretoFigure } from './pareto.ts';
export type { Phase } from './phase-bands.ts';
export {
  type PowerTraceInput,
  powerTraceFigure,
  type TracePoint,
  type TraceSeries,
} from './power-trace.ts';
export { type ScatterInput, scatterFigure } from './scatter.ts';
export { type StackedPowerInput, stackedPowerFigure } from './stacked-power.ts';
export { thinTrace } from './thin-trace.ts';
