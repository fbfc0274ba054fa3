// Every attack of test:crash, more often than in npm test.
import { expect, test } from 'vitest';
import { CRASH_ATTACKS } from './attacks.ts';
import { strike } from './runner.ts';

test.each(CRASH_ATTACKS)('$name: $what', { timeout: 600_000 }, async (listed) => {
  const { lost, injected } = await strike(listed, 2, listed.count.deep);
  expect(lost).toEqual([]);
  expect(injected).toBeGreaterThan(0);
});
