// Trials by cell: all counted, whether they share their levels or not, and of very many cells a choice that stands for the rest.
import { expect, test } from 'vitest';
import type { PlannedTrial } from '../../../core/design/design.ts';
import { plannedCells } from '../../../core/forecast/planned-cells.ts';

const levels = (batch_size: number, neurons = 8): PlannedTrial['levels'] => ({
  precision: 'fp32',
  batch_size,
  neurons,
  layers: 1,
  epochs: 1,
});
const trialsOf = (cells: readonly PlannedTrial['levels'][]): PlannedTrial[] =>
  cells.map((cell, i) => ({ order: i + 1, block: 1, replicate: 1, seed: 1, levels: cell }));
const work = ({ batch_size }: Readonly<Record<string, string>>): number => Number(batch_size);

test('equal levels are one cell, as one object or as several', () => {
  const shared = levels(32);
  const cells = plannedCells(trialsOf([shared, levels(64), shared, levels(32)]), work);
  expect(cells).toEqual([
    { levels: expect.objectContaining({ batch_size: '32' }), work: 32, count: 3 },
    { levels: expect.objectContaining({ batch_size: '64' }), work: 64, count: 1 },
  ]);
});

test('of 4,000 cells some stand for all: every trial is counted, and the sum of the work is kept within 5 %', () => {
  const all = Array.from({ length: 4000 }, (_, i) => levels(1 + (i % 40), 1 + Math.floor(i / 40)));
  const trials = trialsOf([...all, ...all]);
  const cells = plannedCells(trials, work);
  expect(cells.length).toBeLessThanOrEqual(250);
  expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(8000);
  const sum = cells.reduce((total, cell) => total + cell.count * cell.work, 0);
  expect(sum / (8000 * 20.5)).toBeGreaterThan(0.95);
  expect(sum / (8000 * 20.5)).toBeLessThan(1.05);
  expect(plannedCells(trials, work)).toEqual(cells);
});
