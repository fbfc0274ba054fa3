// Draws a given Chart.js figure to a canvas and manages its frame and lifetime.
import { BoxAndWiskers, BoxPlotController } from '@sgratzl/chartjs-chart-boxplot';
import { type ChartConfiguration, Chart as ChartJs, registerables } from 'chart.js';
import { useEffect, useRef } from 'react';
import { FIGURE_FONT, FIGURE_FONT_SIZE } from '../../core/figures/base-options.ts';

ChartJs.register(...registerables, BoxPlotController, BoxAndWiskers);
// Legends and tooltips do not inherit the font of their figure.
Object.assign(ChartJs.defaults.font, { family: FIGURE_FONT, size: FIGURE_FONT_SIZE });

// a figure of any type; Chart.js' own type requires a specific one
export type Figure = ChartConfiguration<any, any, any>;

/** A figure of the same type replaces the data in place, so that a live line does not flicker. */
export function Chart(props: { figure: Figure; height: number; label: string; test_id?: string }) {
  const { figure, height, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<ChartJs | null>(null);
  const drawn_type = useRef<string | null>(null);
  // Chart.js keeps reading this one list at each update, so a new figure's plugins go into it.
  const plugins = useRef<NonNullable<Figure['plugins']>>([]);

  useEffect(() => {
    if (canvas.current === null) return;
    plugins.current.splice(0, plugins.current.length, ...(figure.plugins ?? []));
    if (chart.current !== null && drawn_type.current === figure.type) {
      chart.current.data = figure.data;
      chart.current.options = figure.options ?? {};
      chart.current.update('none');
      return;
    }
    chart.current?.destroy();
    chart.current = new ChartJs(canvas.current, { ...figure, plugins: plugins.current });
    drawn_type.current = figure.type;
  }, [figure]);

  useEffect(
    () => () => {
      chart.current?.destroy();
      chart.current = null;
      drawn_type.current = null;
    },
    [],
  );

  return (
    <div className="chart-frame" style={{ height }}>
      <canvas ref={canvas} role="img" aria-label={label} data-testid={props.test_id} />
    </div>
  );
}
