// Six hours of sweep on the virtual clock: memory, handles and threads are flat.
import { expect, test } from 'vitest';
import { runDay } from './run-day.ts';

test('six hours: flat memory, handles and threads', { timeout: 900_000 }, () => {
  const { vitals, end } = runDay(6);
  expect(end).toMatchObject({ state: 'done', message: null });
  // The forecast of the rest uses up to 400 trials, and V8 gives itself room for them once.
  const later = vitals.filter(({ trial }) => trial > 500 && trial < end.trials);
  const [first, last] = [later[0], later.at(-1)];
  if (!first || !last) throw new Error('expected vital signs after trial 500');
  expect(last.heap_mib - first.heap_mib).toBeLessThan(2);
  expect(last.rss_mib - first.rss_mib).toBeLessThan(16);
  expect(last.handles).toBe(first.handles);
  expect(last.threads).toBe(first.threads);
});
