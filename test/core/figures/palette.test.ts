// The palette's promises: published colours, readable on their paper, solid lines for measurements alone.
import { describe, expect, it } from 'vitest';
import { dashOf, figureColours, seriesColour, withAlpha } from '../../../core/figures/palette.ts';

/** WCAG 2.2 relative luminance. */
function luminance(colour: string): number {
  const channel = (from: number): number => {
    const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const OKABE_ITO = ['#000000', '#E69F00', '#56B4E9', '#009E73', '#F0E442', '#0072B2', '#D55E00', '#CC79A7'];

describe.each(['light', 'dark'] as const)('the %s palette', (theme) => {
  const seven = Array.from({ length: 7 }, (_, index) => seriesColour(index, theme));

  it('holds seven different colours of Okabe and Ito', () => {
    expect(new Set(seven).size).toBe(7);
    for (const colour of seven) expect(OKABE_ITO).toContain(colour);
  });

  it('shows every colour on its paper and its text at 4.5:1', () => {
    const { paper, ink, muted } = figureColours(theme);
    for (const colour of seven) expect(contrast(colour, paper)).toBeGreaterThan(2);
    expect(contrast(ink, paper)).toBeGreaterThan(7);
    expect(contrast(muted, paper)).toBeGreaterThan(4.5);
  });
});

it('starts over after the last colour', () =>
  expect(seriesColour(7, 'light')).toBe(seriesColour(0, 'light')));
it('mixes an opacity in', () => expect(withAlpha('#0072B2', 0.5)).toBe('rgba(0, 114, 178, 0.5)'));
it('draws only measurements solid', () => {
  expect(dashOf('measured')).toEqual([]);
  expect(dashOf('derived').length).toBeGreaterThan(0);
  expect(dashOf('modelled').length).toBeGreaterThan(0);
});
