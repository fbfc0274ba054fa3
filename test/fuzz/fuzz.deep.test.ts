// Every parser with more damaged input than in npm test.
import { expect, test } from 'vitest';
import { strike } from '../crash/runner.ts';
import { FUZZ_ATTACKS } from './attacks.ts';
import { attackOn } from './made-up-target.ts';

test.each(FUZZ_ATTACKS)('$name: $what', { timeout: 600_000 }, async (listed) => {
  const { lost, injected } = await strike(listed, 2, listed.count.deep);
  expect(lost).toEqual([]);
  expect(injected).toBeGreaterThan(0);
});

test('a parser that never ends is stopped after 10 s of processor time', { timeout: 120_000 }, async () => {
  const attack = attackOn('if (n === 0) for (;;);');
  const { lost } = await attack({ seed: 1, count: 1 });
  expect(lost).toEqual([
    expect.stringMatching(/^input 0 of seed 1: took more than (10 s of processor time|60 s)$/),
  ]);
});
