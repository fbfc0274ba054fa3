// Cutting a stream into lines and checking each, whatever the chunks.
import { expect, test } from 'vitest';
import { LineCutter, MAX_LINE, parseLine, shortened } from '../../../native/trainer/message-lines.ts';

test('lines come whole whatever the chunks; what is after the last newline is kept', () => {
  const text = '{"a":1}\n\n{"b":"é"}\r\nrest';
  for (const size of [1, 2, 5, 100]) {
    const lines: string[] = [];
    const cutter = new LineCutter((line) => lines.push(line));
    for (let i = 0; i < text.length; i += size) cutter.push(text.slice(i, i + size));
    expect(lines).toEqual(['{"a":1}', '{"b":"é"}\r']);
    expect(cutter.rest).toBe('rest');
  }
});

test('a line that does not end is handed on once and everything after it dropped', () => {
  const lines: string[] = [];
  const cutter = new LineCutter((line) => lines.push(line));
  for (let i = 0; i < 30; i++) cutter.push('x'.repeat(MAX_LINE / 10));
  cutter.push('\n{}\n');
  expect(lines).toHaveLength(1);
  expect(parseLine(lines[0] as string)).toMatchObject({
    kind: 'rubbish',
    why: expect.stringMatching(/1 MB/),
  });
});

test('a message is checked field by field', () => {
  const good = { type: 'phase', name: 'load', edge: 'begin', t_ns: 5 };
  expect(parseLine(JSON.stringify(good))).toEqual({ kind: 'message', message: good });
  for (const [changes, why] of [
    [{ t_ns: -1 }, /at t_ns/],
    [{ edge: 'middle' }, /at edge/],
    [{ type: 'dream' }, /at type/],
  ] as const)
    expect(parseLine(JSON.stringify({ ...good, ...changes }))).toMatchObject({
      kind: 'rubbish',
      why: expect.stringMatching(why),
    });
  expect(parseLine('null')).toMatchObject({ kind: 'rubbish' });
  expect(shortened(`a\u0000b\u001b${'c'.repeat(300)}`)).toBe(`a b ${'c'.repeat(196)}`);
});
