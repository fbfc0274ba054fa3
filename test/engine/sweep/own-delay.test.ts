// How long a message may have waited for this process: its own work, and no more than the time since it last listened.
import { expect, test } from 'vitest';
import { monotonicNs } from '../../../engine/setup/clock.ts';
import { OwnDelay } from '../../../engine/sweep/own-delay.ts';

const busy = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};
const idle = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

test('work that blocked the loop explains a delay, idling does not', async () => {
  await idle(5);
  const delay = new OwnDelay();
  delay.turned(monotonicNs());
  await idle(1);
  const stamped_ns = monotonicNs();
  busy(120);
  const arrived_ns = monotonicNs();
  expect(delay.between(stamped_ns, arrived_ns)).toBeGreaterThan(100e6);

  const rested = new OwnDelay();
  rested.turned(monotonicNs());
  const early_ns = monotonicNs();
  await idle(400);
  expect(rested.between(early_ns, monotonicNs())).toBeLessThan(300e6);
});

test('it is never longer than the time since the loop last listened', () => {
  const delay = new OwnDelay();
  const now_ns = monotonicNs();
  delay.turned(now_ns - 10e9);
  busy(20);
  delay.turned(now_ns - 5e6);
  expect(delay.between(now_ns - 9e9, now_ns)).toBeLessThanOrEqual(5e6);
});

test('before anything is known the whole delay is its own', () => {
  expect(new OwnDelay().between(1000, 5000)).toBe(4000);
});
