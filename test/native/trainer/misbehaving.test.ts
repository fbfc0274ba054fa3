// Trainers that fail in every way a program can: each becomes an outcome with one line, none hangs, none throws.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AuditError } from '../../../core/errors.ts';
import { askHello } from '../../../native/trainer/process.ts';
import { FIXTURES, train } from './training.ts';

const run = async (fixture: string, silence_timeout_s = 30) =>
  (await train({}, { path: join(FIXTURES, fixture), silence_timeout_s })).outcome;

test.each([
  [
    'exits.sh',
    { kind: 'crashed', exit_code: 1, signal: null },
    /exit code 1; its log ends with: cannot find/,
  ],
  ['dies.mjs', { kind: 'crashed', exit_code: null, signal: 'SIGSEGV' }, /killed by SIGSEGV.*allocating/],
  ['no-result.sh', { kind: 'crashed', exit_code: 0 }, /expected a result.*exit code 0/],
  ['leaves-a-child.sh', { kind: 'crashed', exit_code: 3 }, /exit code 3 \(no device or driver\)/],
  ['half-line.mjs', { kind: 'rubbish', line: '{"type":"phase","name":"lo' }, /in the middle of one/],
  [
    'rubbish.sh',
    { kind: 'rubbish', line: 'Hello! I am a trainer :-)' },
    /expected a line of JSON.*I am a trainer/,
  ],
  ['wrong-shape.mjs', { kind: 'rubbish' }, /rubbish at train_loss/],
  ['endless-line.mjs', { kind: 'rubbish', line: 'x'.repeat(200) }, /at most 1 MB/],
  ['wrong-protocol.mjs', { kind: 'failed', code: 'protocol' }, /protocol version 1, .* speaks 99/],
  ['floods-stderr.mjs', { kind: 'failed', code: 'memory', exit_code: 4 }, /out of memory; take fewer/],
  ['gone', { kind: 'failed', code: 'start', exit_code: null }, /there is no such file; build it/],
  ['blobs.csv', { kind: 'failed', code: 'start' }, /cannot be executed; check its permissions/],
])('%s', async (fixture, expected, words) => {
  const outcome = await run(fixture);
  expect(outcome).toMatchObject(expected);
  if (outcome.kind === 'passed') throw new Error('passed');
  expect(outcome.message).toMatch(words);
  expect(outcome.message).not.toContain('\n');
});

test.each(['hangs.mjs', 'freezes.mjs'])(
  '%s is stopped after its silence, even when it is deaf',
  async (fixture) => {
    const outcome = await run(fixture, 0.5);
    expect(outcome).toMatchObject({ kind: 'timed_out' });
    if (outcome.kind === 'timed_out') expect(outcome.message).toMatch(/every 0\.5 s, but it was silent/);
  },
);

test('a listener that throws stops the trainer and is the caller’s fault, not an outcome', async () => {
  const broken = new RangeError('the disk is full');
  const throwing = train(
    {},
    {
      path: join(FIXTURES, 'freezes.mjs'),
      onMessage: () => {
        throw broken;
      },
    },
  );
  await expect(throwing).rejects.toBe(broken);
});

test.each([
  ['exits.sh', /did not say hello: .*exit code 1/],
  ['rubbish.sh', /expected a line of JSON/],
  ['wrong-protocol.mjs', /protocol version 1/],
  ['hangs.mjs', /silent for 0\.5 s/],
  ['gone', /there is no such file/],
  ['blobs.csv', /cannot be executed/],
])('hello of %s is refused in one line', async (fixture, words) => {
  const error = await askHello(join(FIXTURES, fixture), fixture === 'hangs.mjs' ? 0.5 : 30).catch((e) => e);
  expect(error).toBeInstanceOf(AuditError);
  expect(error).toMatchObject({ code: 'trainer', message: expect.stringMatching(words) });
});
