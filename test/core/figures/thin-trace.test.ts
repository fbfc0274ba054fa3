// Thinning is for the eye: peaks, troughs, gaps and the order of time must survive it.
import { expect, it } from 'vitest';
import { type TracePoint, thinTrace } from '../../../core/figures/figures.ts';

const trace = (n: number, of: (index: number) => number | null): TracePoint[] =>
  Array.from({ length: n }, (_, index) => ({ t_s: index / 10, power_w: of(index) }));

it('leaves a short trace alone', () => {
  const points = trace(10, (index) => index);
  expect(thinTrace(points, 600)).toEqual(points);
});

it('keeps the highest and the lowest reading', () => {
  const points = trace(10_000, (index) => (index === 4321 ? 999 : index === 8765 ? 1 : 100 + (index % 7)));
  const thin = thinTrace(points, 200);
  expect(thin.length).toBeLessThanOrEqual(210);
  const powers = thin.map((point) => point.power_w);
  expect(powers).toContain(999);
  expect(powers).toContain(1);
});

it('keeps time in order and gaps open', () => {
  const points = trace(5000, (index) => (index >= 2000 && index < 2500 ? null : 50 + (index % 3)));
  const thin = thinTrace(points, 100);
  expect(thin.every((point, index) => index === 0 || point.t_s >= (thin[index - 1]?.t_s ?? 0))).toBe(true);
  const gap = thin.findIndex((point) => point.power_w === null);
  expect(thin[gap]?.t_s).toBe(200);
  expect(thin[gap - 1]?.t_s).toBeLessThan(200);
  expect(thin[gap + 1]?.t_s).toBeGreaterThanOrEqual(250);
  expect(thin.filter((point) => point.power_w === null)).toHaveLength(1);
});
