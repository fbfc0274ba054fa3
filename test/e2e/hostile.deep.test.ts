// Every hostile study in the real window, a good one beside each.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBigStudy } from '../bench/big-study.ts';
import { HOSTILE } from '../crash/hostile-making.ts';
import { type Launched, launch } from './launch.ts';
import { isCalm, openHostile } from './open-hostile.ts';

let it: Launched;
let dir = '';
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'wattproof-hostile-'));
  writeBigStudy(path.join(dir, 'good.wattproof'), { trials: 8, samples: 1600 });
  it = await launch();
});
afterAll(async () => {
  await it?.close();
  rmSync(dir, { recursive: true, force: true });
});

test('all are refused or shown in time, the good one opens, and the main process is not held up', async () => {
  const { hostile_ms, good_ms, held_ms, busy_ms, first_ms } = await openHostile(
    it,
    dir,
    Object.keys(HOSTILE),
  );
  expect(hostile_ms).toBeLessThan(10_000 + 5 * first_ms);
  expect(good_ms).toBeLessThan(Math.max(2000, 5 * first_ms));
  expect(busy_ms).toBeLessThan(100);
  if (isCalm()) expect(held_ms).toBeLessThan(100);
});
