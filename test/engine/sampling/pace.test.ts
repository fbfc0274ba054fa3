// Deadlines are absolute, missed ones are counted, and a slow driver is read less often.
import { expect, test } from 'vitest';
import { Pace } from '../../../engine/sampling/pace.ts';

const MS = 1e6;

/** Meets every deadline at once with readings of one duration; the rate after `times` of them. */
function after(pace: Pace, times: number, took_ns: number): number {
  for (let i = 0; i < times; i++) {
    const start_ns = pace.next_ns;
    pace.done(start_ns, start_ns + took_ns);
    pace.judge();
  }
  return pace.hz;
}

test('deadlines stay on their grid however late the work is', () => {
  const pace = new Pace(100, 1000);
  expect(pace.next_ns).toBe(1000);
  expect(pace.done(1000, 1000 + 9 * MS)).toBe(0);
  expect(pace.next_ns).toBe(1000 + 10 * MS);
  // 37 ms late: the deadlines at 20, 30 and 40 ms have passed, the next is at 50.
  expect(pace.done(1000 + 12 * MS, 1000 + 47 * MS)).toBe(3);
  expect(pace.next_ns).toBe(1000 + 50 * MS);
});

test('a call over 2 % of the period halves the rate until it is below', () => {
  // 5 ms: 2 % of 250 ms, so 100 Hz becomes 50, 25, 12.5, 6.25 and 3.125 Hz, where 5 ms are 1.6 %.
  expect(after(new Pace(100, 0), 9, 5 * MS)).toBe(3.125);
  expect(after(new Pace(100, 0), 9, 0.19 * MS)).toBe(100);
});

test('single interruptions of the thread change nothing', () => {
  const pace = new Pace(100, 0);
  for (let i = 0; i < 90; i++) {
    const start_ns = pace.next_ns;
    pace.done(start_ns, start_ns + (i % 3 === 0 ? 8 : 0.1) * MS);
    expect(pace.judge()).toBeNull();
  }
});

test('a driver that is quick again returns to its old rate', () => {
  const pace = new Pace(100, 0);
  expect(after(pace, 9, 5 * MS)).toBeLessThan(100);
  expect(after(pace, 9 * 10, 0.01 * MS)).toBe(100);
});

test('a call of many seconds slows the rate at once, and no rate falls below one in five seconds', () => {
  const pace = new Pace(10, 0);
  pace.done(0, 10_000 * MS);
  expect(pace.judge()).toBe(10_000 * MS);
  // 0.1, 0.2, ... 3.2 s: the next doubling would be over five seconds.
  expect(pace.hz).toBe(1 / 3.2);
  expect(pace.next_ns).toBeGreaterThanOrEqual(13_000 * MS);
});
