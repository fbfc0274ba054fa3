// The door of the calls: noted live, played back in their order, and honest about what is not on the tape.
import { expect, test } from 'vitest';
import { CallTape, type RawCall, recordedBytes } from '../../../native/collector/call-tape.ts';

const call = (fd: number, bytes = 5): RawCall => ({ kind: 'read_at_start', fd, out: new Uint8Array(bytes) });

/** A tape as the collector would write it: a code and an answer for each call. */
function tapeOf(
  calls: readonly RawCall[],
  answers: readonly (readonly [number, string])[],
): DataView<ArrayBuffer> {
  const tape = new DataView(new ArrayBuffer(calls.reduce((sum, one) => sum + recordedBytes(one), 0)));
  let at = 0;
  calls.forEach((one, i) => {
    const [code, text] = answers[i] as readonly [number, string];
    tape.setBigInt64(at, BigInt(code), true);
    new Uint8Array(tape.buffer, at + 8).set(new TextEncoder().encode(text).subarray(0, one.out.length));
    at += recordedBytes(one);
  });
  return tape;
}

test('calls are made and noted in their order, and only while noting', () => {
  const tape = new CallTape();
  const [a, b] = [call(1), call(2)];
  tape.pass(a, () => 0);
  const codes: number[] = [];
  const noted = tape.note(() =>
    codes.push(
      tape.pass(b, () => 7),
      tape.pass(a, () => -5),
    ),
  );
  expect(noted).toEqual([b, a]);
  expect(codes).toEqual([7, -5]);
});

test('played back, nothing is called: codes and answers come from the tape, errors too', () => {
  const tape = new CallTape();
  const calls = [call(1), call(2)];
  const live = () => {
    throw new Error('called');
  };
  const codes: number[] = [];
  const answers = tapeOf(calls, [
    [5, 'abcde'],
    [-13, ''],
  ]);
  const playback = tape.play(calls, answers, 0, () => {
    for (const one of calls) codes.push(tape.pass(one, live));
  });
  expect(playback).toBe('all');
  expect(codes).toEqual([5, -13]);
  expect(new TextDecoder().decode(calls[0]?.out)).toBe('abcde');
});

test.each([
  ['fewer calls', [0], 'fewer'],
  ['none at all', [], 'fewer'],
  ['another order', [1, 0], 'other'],
  ['one more at the end', [0, 1, 0], 'other'],
  ['a stranger', [2], 'other'],
])('%s: %j is told as %s', (_, asked, told) => {
  const tape = new CallTape();
  const calls = [call(1), call(2)];
  const all = [...calls, call(3)];
  let made = 0;
  const playback = tape.play(
    calls,
    tapeOf(calls, [
      [1, 'a'],
      [1, 'b'],
    ]),
    0,
    () => {
      for (const i of asked) tape.pass(all[i] as RawCall, () => ++made);
    },
  );
  expect(playback).toBe(told);
  expect(made > 0).toBe(told === 'other');
});

test('equal numbers into another buffer are another call', () => {
  const tape = new CallTape();
  const asked = call(1);
  const playback = tape.play([asked], tapeOf([asked], [[1, 'a']]), 0, () => void tape.pass(call(1), () => 0));
  expect(playback).toBe('other');
});

test('a reading that throws leaves the door as it was', () => {
  const tape = new CallTape();
  const one = call(1);
  expect(() =>
    tape.play([one], tapeOf([one], [[1, 'a']]), 0, () => {
      throw new Error('x');
    }),
  ).toThrow('x');
  expect(tape.pass(one, () => 42)).toBe(42);
});
