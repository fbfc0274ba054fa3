// The thread that feeds a parser: refusals survive, other errors and the end of the thread are each lost once.
import { expect, test } from 'vitest';
import { attackOn } from './made-up-target.ts';

test('a refusal survives, any other error is lost with its stack', async () => {
  const attack = attackOn(`if (n === 1) throw new AuditError('input', 'no'); if (n === 2) null.x;`);
  const { injected, survived, lost } = await attack({ seed: 4, count: 4 });
  expect([injected, survived]).toEqual([4, 3]);
  expect(lost).toEqual([expect.stringMatching(/^input 2 of seed 4: TypeError: .*\n +at /)]);
});

test('an internal error and a stack in a refusal are lost', async () => {
  const attack = attackOn(
    `throw n === 0 ? new AuditError('internal', 'x') : new AuditError('input', 'a\\n    at b.ts:1');`,
  );
  const { lost } = await attack({ seed: 1, count: 2 });
  expect(lost).toEqual([expect.stringContaining('an internal error'), expect.stringContaining('a stack in')]);
});

test('a thread that ends costs its own input, and the next one is tried', async () => {
  const attack = attackOn(
    `if (n === 0) setImmediate(() => { throw new Error('late'); }); return new Promise((r) => setTimeout(r, 50));`,
  );
  const { injected, lost } = await attack({ seed: 1, count: 2 });
  expect(injected).toBe(2);
  // The second thread counts from 0 again and ends in the same way.
  expect(lost).toEqual([expect.stringMatching(/^input 0 .*late/), expect.stringMatching(/^input 1 .*late/)]);
});
