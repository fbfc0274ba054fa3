// Every parser with more damaged input than in npm test.
import { expect, test } from 'vitest';
import { strike } from '../crash/runner.ts';
import { FUZZ_ATTACKS } from './attacks.ts';

test.each(FUZZ_ATTACKS)('$name: $what', { timeout: 600_000 }, async (listed) => {
  const { lost, injected } = await strike(listed, 2, listed.count.deep);
  expect(lost).toEqual([]);
  expect(injected).toBeGreaterThan(0);
});
