// The context stands in for a canvas: geometry is checked against hand-computed coordinates.
import { describe, expect, it } from 'vitest';
import { svgContext } from '../../../../core/figures/svg/svg-context.ts';
import { sweepOf } from '../../../../core/figures/svg/svg-path.ts';
import { textWidth } from '../../../../core/figures/svg/text-width.ts';

type Drawing = ReturnType<typeof svgContext> & Record<string, (...args: unknown[]) => unknown>;
const context = (): Drawing => svgContext(100, 50, 'x') as Drawing;

describe('svgContext', () => {
  it('draws in the coordinates of the paper', () => {
    const ctx = context();
    ctx.translate?.(10, 20);
    ctx.scale?.(2, 3);
    ctx.fillRect?.(1, 1, 4, 5);
    expect(ctx.content()).toBe('<path d="M12 23L20 23L20 38L12 38Z" fill="#000000"/>');
  });

  it('turns before it moves, as a canvas does', () => {
    const ctx = context();
    ctx.translate?.(50, 25);
    ctx.rotate?.(Math.PI / 2);
    ctx.beginPath?.();
    ctx.moveTo?.(0, 0);
    ctx.lineTo?.(10, 0);
    ctx.stroke?.();
    expect(ctx.content()).toContain('d="M50 25L50 35"');
  });

  it('brings the state back, clip and dash too', () => {
    const ctx = context();
    ctx.save?.();
    ctx.setLineDash?.([4, 2]);
    ctx.beginPath?.();
    ctx.rect?.(0, 0, 10, 10);
    ctx.clip?.();
    ctx.strokeRect?.(1, 1, 2, 2);
    ctx.restore?.();
    ctx.strokeRect?.(3, 3, 2, 2);
    const [, inside = '', outside = ''] = ctx
      .content()
      .split('</defs>')
      .flatMap((part) => part.split('<path '));
    expect(ctx.content()).toContain('<clipPath id="x-clip-0"><path d="M0 0L10 0L10 10L0 10Z"/></clipPath>');
    expect(ctx.content()).toMatch(/stroke-dasharray="4 2" clip-path="url\(#x-clip-0\)"/);
    expect(inside).not.toBe(outside);
    expect(
      ctx.content().endsWith('<path d="M3 3L5 3L5 5L3 5Z" fill="none" stroke="#000000" stroke-width="1"/>'),
    ).toBe(true);
  });

  it('closes a circle through its four quarters', () => {
    const ctx = context();
    ctx.beginPath?.();
    ctx.arc?.(50, 25, 10, 0, 2 * Math.PI);
    ctx.fill?.();
    const ends = [...ctx.content().matchAll(/C[^C"]*?(-?[\d.]+) (-?[\d.]+)(?=C|")/g)].map((match) => [
      match[1],
      match[2],
    ]);
    expect(ends).toEqual([
      ['50', '35'],
      ['40', '25'],
      ['50', '15'],
      ['60', '25'],
    ]);
  });

  it('ignores points that are nowhere', () => {
    const ctx = context();
    ctx.beginPath?.();
    ctx.moveTo?.(0, 0);
    ctx.lineTo?.(Number.NaN, 4);
    ctx.lineTo?.(5, 5);
    ctx.stroke?.();
    expect(ctx.content()).toContain('d="M0 0L5 5"');
  });

  it('aligns text by anchor and baseline', () => {
    const ctx = context();
    ctx.font = 'bold 10px Inter';
    ctx.textAlign = 'right';
    ctx.textBaseline = 'middle';
    ctx.fillText?.('5 < 6 & 7', 90, 20);
    expect(ctx.content()).toBe(
      '<text x="90" y="23.5" font-size="10" font-weight="bold" text-anchor="end" fill="#000000">5 &lt; 6 &amp; 7</text>',
    );
  });
});

it.each([
  [0, Math.PI / 2, false, Math.PI / 2],
  [0, 2 * Math.PI, false, 2 * Math.PI],
  [0, 7, false, 2 * Math.PI],
  [Math.PI, 0, false, Math.PI],
  [0, Math.PI / 2, true, -1.5 * Math.PI],
])('an arc from %d to %d, backwards %s, sweeps %d', (from, to, backwards, sweep) =>
  expect(sweepOf(from, to, backwards)).toBeCloseTo(sweep, 12),
);

it('knows the widths of Helvetica', () => {
  // AFM: W 944, a 556, t 278, i 222.
  expect(textWidth('Wati', 10)).toBeCloseTo(1.05 * (9.44 + 5.56 + 2.78 + 2.22), 10);
  expect(textWidth('', 12)).toBe(0);
});
