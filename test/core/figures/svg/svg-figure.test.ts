// The report's figures are vectors with words in them, the same on every machine, with or without fonts.
import { describe, expect, it } from 'vitest';
import { boxPlotFigure, powerTraceFigure } from '../../../../core/figures/figures.ts';
import { svgFigure } from '../../../../core/figures/svg/svg-figure.ts';

const box = () =>
  svgFigure(
    boxPlotFigure({
      groups: [
        { label: 'fp32', values: [100, 102, 98, 101, 99] },
        { label: 'bf16 mixed <b>', values: [91, 90, 95, 92, 140] },
      ],
      y_label: 'Training energy, J',
      theme: 'light',
    }),
    { id: 'box', label: 'Energy by "precision"' },
  ).html;

const trace = () =>
  svgFigure(
    powerTraceFigure({
      series: [
        {
          label: 'GPU',
          kind: 'modelled',
          points: [10, 20, null, null, 30, 10].map((power_w, t_s) => ({ t_s, power_w })),
        },
      ],
      phases: [{ name: 'train', begin_s: 1, end_s: 5 }],
      theme: 'light',
    }),
    { id: 'trace', label: 'Power' },
  ).html;

const texts = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');

describe('svgFigure', () => {
  it('writes shapes and words, no pictures and no scripts', () => {
    const svg = box();
    expect(svg.match(/<path /g)?.length).toBeGreaterThan(20);
    expect(texts(svg)).toEqual(expect.arrayContaining(['Training energy, J', 'fp32', '100']));
    expect(svg).not.toMatch(/<image|<script|href|NaN|undefined/);
  });

  it('draws the same data the same way', () => expect(box()).toBe(box()));

  it('escapes what comes from outside', () => {
    const svg = box();
    expect(texts(svg)).toContain('bf16 mixed &lt;b&gt;');
    expect(svg).toContain('aria-label="Energy by &quot;precision&quot;"');
  });

  it('shows every point of a small group, an outlier too', () => {
    // Five observations a group, two means and one of the ten as an outlier ring: closed rounds are 4 curves each.
    const rounds = [...box().matchAll(/<path d="([^"]*)" fill="/g)].filter(
      (match) => match[1]?.match(/C/g)?.length === 4,
    );
    expect(rounds.length).toBeGreaterThanOrEqual(10);
  });

  it('breaks the line at a gap and dashes a model', () => {
    const lines = [
      ...trace().matchAll(/<path d="([^"]*)" fill="none" stroke="#0072B2"[^>]*"6 4"[^>]*clip-path/g),
    ];
    // The legend's sample, then one line before the gap and one after it.
    expect(lines.map((line) => line[1]?.replaceAll(/[^ML]/g, ''))).toEqual(['ML', 'ML', 'ML']);
  });

  it('names the phases and turns the axis title', () => {
    expect(texts(trace())).toContain('train');
    expect(trace()).toMatch(/<text transform="matrix\(0 -1 1 0 [^>]*>Power, W</);
  });
});
