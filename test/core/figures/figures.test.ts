// One definition serves the window and the report: what it says must be in the data, not in the drawing.
import { describe, expect, it } from 'vitest';
import {
  boxPlotFigure,
  interactionFigure,
  intervalFigure,
  powerTraceFigure,
} from '../../../core/figures/figures.ts';

const GROUPS = [
  { label: 'fp32, batch 128', values: [100, 102, 98] },
  { label: 'bf16 mixed, batch 128', values: [91, 90, 95] },
];

const linear = (scale: unknown) => scale as { suggestedMin: number; suggestedMax: number };

describe('boxPlotFigure', () => {
  const figure = boxPlotFigure({ groups: GROUPS, y_label: 'Training energy, J', theme: 'light' });

  it('shows every observation of every group', () => {
    expect(figure.data.datasets[0]?.data).toEqual([
      [100, 102, 98],
      [91, 90, 95],
    ]);
    expect(figure.data.labels).toEqual([
      ['fp32', 'batch 128'],
      ['bf16 mixed', 'batch 128'],
    ]);
    expect(figure.data.datasets[0]?.itemRadius).toBeGreaterThan(0);
  });

  it('leaves room beyond the extremes', () => {
    const { suggestedMin, suggestedMax } = linear(figure.options?.scales?.y);
    expect(suggestedMin).toBeLessThan(90);
    expect(suggestedMax).toBeGreaterThan(102);
  });

  it('never shows a negative energy axis for positive energies, and an axis for a single value', () => {
    const near_zero = boxPlotFigure({
      groups: [{ label: 'a', values: [0.1, 9] }],
      y_label: '',
      theme: 'light',
    });
    expect(linear(near_zero.options?.scales?.y).suggestedMin).toBe(0);
    const single = boxPlotFigure({ groups: [{ label: 'a', values: [5] }], y_label: '', theme: 'light' });
    expect(linear(single.options?.scales?.y).suggestedMax).toBeGreaterThan(5);
  });

  it('gives the groups of one series one colour', () => {
    const same = boxPlotFigure({
      groups: [
        { label: 'a', values: [1], series: 'fp32' },
        { label: 'b', values: [1], series: 'fp32' },
        { label: 'c', values: [1], series: 'bf16' },
      ],
      y_label: '',
      theme: 'light',
    });
    const [a, b, c] = same.data.datasets[0]?.borderColor as string[];
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });
});

describe('intervalFigure', () => {
  const figure = intervalFigure({
    cells: [
      { label: 'fp32', mean: 100, ci: [95, 105] },
      { label: 'bf16 mixed', mean: 92, ci: null },
    ],
    y_label: 'J',
    theme: 'dark',
  });
  const [whiskers, means] = figure.data.datasets;

  it('draws a whisker only where there is an interval', () => {
    expect(new Set(whiskers?.data.map((point) => point.y))).toEqual(new Set([95, 105, null]));
    expect(whiskers?.data.every((point) => Math.abs(point.x) < 0.5)).toBe(true);
    expect(means?.data).toEqual([
      { x: 0, y: 100 },
      { x: 1, y: 92 },
    ]);
  });

  it('names the places and keeps the whiskers on the paper', () => {
    const x = figure.options?.scales?.x as { ticks: { callback: (value: number) => string[] } };
    expect(x.ticks.callback(1)).toEqual(['bf16 mixed']);
    expect(linear(figure.options?.scales?.y).suggestedMin).toBeLessThan(92);
  });
});

describe('interactionFigure', () => {
  it('sets the series beside each other and keeps a missing cell missing', () => {
    const figure = interactionFigure({
      places: ['64', '128'],
      x_label: 'Batch size',
      series: [
        {
          label: 'fp32',
          estimates: [
            { mean: 10, ci: [9, 11] },
            { mean: null, ci: null },
          ],
        },
        {
          label: 'bf16 mixed',
          estimates: [
            { mean: 8, ci: [7, 9] },
            { mean: 7, ci: [6, 8] },
          ],
        },
      ],
      y_label: 'J',
      theme: 'light',
    });
    const means = figure.data.datasets.filter((set) => set.showLine);
    expect(means.map((set) => set.label)).toEqual(['fp32', 'bf16 mixed']);
    expect(means[0]?.data[1]?.y).toBeNull();
    expect(means[0]?.data[0]?.x).toBeLessThan(means[1]?.data[0]?.x ?? 0);
  });
});

describe('powerTraceFigure', () => {
  const figure = powerTraceFigure({
    series: [
      {
        label: 'GPU',
        kind: 'measured',
        points: [
          { t_s: 0, power_w: 50 },
          { t_s: 1, power_w: null },
          { t_s: 2, power_w: 60 },
        ],
      },
      { label: 'CPU', kind: 'modelled', points: [{ t_s: 0, power_w: 20 }] },
    ],
    phases: [{ name: 'train', begin_s: 0.5, end_s: 3 }],
    theme: 'light',
  });

  it('breaks the line where nothing was read', () => {
    expect(figure.data.datasets[0]?.data[1]).toEqual({ x: 1, y: null });
    expect(figure.data.datasets[0]?.spanGaps).toBe(false);
  });

  it('marks a reading that stands alone between gaps', () =>
    expect(figure.data.datasets[0]?.pointRadius).toEqual([1.5, 0, 1.5]));

  it('dashes what was modelled and says so', () => {
    expect(figure.data.datasets[0]?.borderDash).toEqual([]);
    expect(figure.data.datasets[1]?.borderDash).not.toEqual([]);
    expect(figure.data.datasets[1]?.label).toBe('CPU (modelled)');
  });

  it('spans samples and phases', () => {
    expect(figure.options?.scales?.x?.min).toBe(0);
    expect(figure.options?.scales?.x?.max).toBe(3);
  });

  it('stands without data', () => {
    const empty = powerTraceFigure({ series: [], theme: 'dark' });
    expect(empty.data.datasets).toEqual([]);
    expect(empty.plugins).toEqual([]);
  });
});
