// Seeded rubbish at the door: the bytes of a run, damaged and cut anywhere. Nothing throws, no chunking changes what is
// heard, and a damaged line costs no other line.
import { StringDecoder } from 'node:string_decoder';
import { expect, test } from 'vitest';
import { LineCutter, MAX_LINE, type ParsedLine, parseLine } from '../../../native/trainer/message-lines.ts';

/** Integers in [0, bound) by mulberry32: the same on every machine. */
function seeded(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

const MESSAGES = [
  { type: 'phase', name: 'load', edge: 'begin', t_ns: 5 },
  { type: 'error', code: 'data', message: 'cannot read é "😀"\\ä\n.png' },
  { type: 'progress', epoch: 1, samples_done: 64, samples_total: 1e9, t_ns: 1e15 },
  { type: 'hello', proto: 1, version: '0.1.0', backends: [], t_ns: 0 },
  {
    type: 'epoch',
    epoch: 3,
    t_begin_ns: 1,
    t_end_ns: 2,
    samples: 10,
    train_loss: 0.1,
    train_accuracy: 1,
    skipped_steps: null,
    loss_scale: null,
  },
];
const LINES = MESSAGES.map((message) => Buffer.from(`${JSON.stringify(message)}\n`));

/** The messages when the bytes arrive in chunks of the sizes from `next`, like the child's stdout. */
function heard(bytes: Buffer, next: () => number): { parsed: ParsedLine[]; rest: string } {
  const parsed: ParsedLine[] = [];
  const cutter = new LineCutter((line) => parsed.push(parseLine(line)));
  const decoder = new StringDecoder('utf8');
  for (let at = 0; at < bytes.length; ) {
    const size = next();
    cutter.push(decoder.write(bytes.subarray(at, at + size)));
    at += size;
  }
  cutter.push(decoder.end());
  return { parsed, rest: cutter.rest };
}

const PIECES = [
  '\0',
  '\n',
  '\r\n',
  '"',
  '\\',
  '{',
  ']',
  '\\ud800',
  '\u2028',
  '1e999',
  '-',
  'null',
  '{"type":',
];

/** One to four random changes, some of them no UTF-8. */
function damaged(bytes: Buffer, below: (bound: number) => number): Buffer {
  let out = bytes;
  for (let changes = 1 + below(4); changes > 0; changes--) {
    const at = below(out.length + 1);
    const [before, after] = [out.subarray(0, at), out.subarray(at)];
    const piece = Buffer.from(PIECES[below(PIECES.length)] as string);
    out = [
      () => Buffer.concat([before, after.subarray(1 + below(8))]),
      () => Buffer.concat([before, Buffer.from([below(256)]), after.subarray(1)]),
      () => Buffer.concat([before, Buffer.from([0xff, 0xc3, 0xed, 0xa0, 0x80]), after]),
      () => Buffer.concat([before, piece, after]),
      () => Buffer.concat([before, before.subarray(-below(40)), after]),
    ][below(5)]?.() as Buffer;
  }
  return out;
}

test('whole messages come through every chunking', () => {
  const below = seeded(1);
  const all = Buffer.concat(LINES);
  for (let round = 0; round < 300; round++) {
    const { parsed, rest } = heard(all, () => 1 + below(1 + below(60)));
    expect(parsed).toEqual(MESSAGES.map((message) => ({ kind: 'message', message })));
    expect(rest).toBe('');
  }
});

test('4000 damaged runs: nothing throws, chunks do not matter, words are one short line', () => {
  const below = seeded(2);
  const kinds = { message: 0, rubbish: 0 };
  for (let round = 0; round < 4000; round++) {
    const bytes = damaged(Buffer.concat(LINES), below);
    const whole = heard(bytes, () => bytes.length + 1);
    expect(heard(bytes, () => 1 + below(50))).toEqual(whole);
    for (const line of whole.parsed) {
      kinds[line.kind]++;
      if (line.kind === 'message') continue;
      expect(line.why).toMatch(/^expected .*, got /);
      expect(line.why).not.toMatch(/[\u0000-\u001f\u007f]/);
      expect(line.why.length).toBeLessThan(600);
    }
  }
  expect(kinds.rubbish).toBeGreaterThan(1000);
  expect(kinds.message).toBeGreaterThan(10000);
});

test('a damaged line costs no other line', () => {
  const below = seeded(3);
  for (let round = 0; round < 2000; round++) {
    const hurt = below(LINES.length);
    const bytes = LINES.map((line, i) => {
      if (i !== hurt) return line;
      const body = damaged(line.subarray(0, -1), below).map((byte) => (byte === 10 ? 32 : byte));
      return Buffer.concat([body, Buffer.from('\n')]);
    });
    const { parsed } = heard(Buffer.concat(bytes), () => 1 + below(200));
    const others = MESSAGES.filter((_, i) => i !== hurt).map((message) => ({ kind: 'message', message }));
    const left = parsed.length === LINES.length ? parsed.filter((_, i) => i !== hurt) : parsed;
    expect(left).toEqual(others);
  }
});

test.each([
  ['nested without end', '['.repeat(MAX_LINE - 1)],
  ['nested and closed', '['.repeat(40_000) + ']'.repeat(40_000)],
  ['a number of many digits', `{"type":"phase","t_ns":${'9'.repeat(5000)}}`],
  ['many keys', `{${Array.from({ length: 50_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
  ['a prototype', '{"__proto__":{"type":"error"},"constructor":1}'],
  ['zero bytes', '\0'.repeat(1000)],
])('a line that is %s is rubbish and no more', (_, line) => {
  expect(parseLine(line).kind).toBe('rubbish');
});
