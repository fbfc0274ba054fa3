// The ring delivers every row once and in order, across its own end and across the wrap of its counters.
import { expect, test } from 'vitest';
import { FIELDS, ringMemory, SampleRing } from '../../../engine/sampling/ring.ts';

const HEAD_CELLS = 4;

function both(rows: number) {
  const memory = ringMemory(rows);
  return { memory, writer: new SampleRing(memory), reader: new SampleRing(memory) };
}
const write = (ring: SampleRing, n: number): void => ring.write(1, n, n + 0.5, Number.NaN, 0);
const stamps = (packed: Float64Array): number[] =>
  Array.from({ length: packed.length / FIELDS }, (_, i) => packed[i * FIELDS + 1] as number);

test('rows come out once, in order, across the end of the memory', () => {
  const { writer, reader } = both(7);
  const seen: number[] = [];
  for (let n = 0; n < 100; n++) {
    write(writer, n);
    if (n % 5 === 0) seen.push(...stamps(reader.take().packed));
  }
  seen.push(...stamps(reader.take().packed));
  expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => n));
  expect(reader.take().packed).toHaveLength(0);
});

test('a row keeps its five numbers, including a missing one', () => {
  const { writer, reader } = both(2);
  writer.write(3, 12, Number.NaN, 7.25, 4);
  expect([...reader.take().packed]).toEqual([3, 12, Number.NaN, 7.25, 4]);
});

test('a full ring keeps the old rows, drops the new ones and counts them once', () => {
  const { writer, reader } = both(3);
  for (let n = 0; n < 5; n++) write(writer, n);
  const { packed, dropped } = reader.take();
  expect(stamps(packed)).toEqual([0, 1, 2]);
  expect(dropped).toBe(2);
  write(writer, 9);
  expect(reader.take()).toMatchObject({ dropped: 0 });
});

test('counters that wrap at 2^32 lose nothing', () => {
  // 4 divides 2^32, so that a row's place goes on where it was.
  const { memory, writer, reader } = both(4);
  new Int32Array(memory, 0, HEAD_CELLS).set([-2, -2]);
  const seen: number[] = [];
  for (let n = 0; n < 9; n++) {
    write(writer, n);
    if (n % 2 === 1) seen.push(...stamps(reader.take().packed));
  }
  seen.push(...stamps(reader.take().packed));
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});
