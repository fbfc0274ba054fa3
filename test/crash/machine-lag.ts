// How late this machine wakes a program at the moment, so that a bound in seconds holds the product to account and not the machine.
const EVERY_MS = 20;

/** Measures until it is stopped; the answer is the longest delay of a timer so far, s. */
export function measureLag(): { lag_s: () => number; stop: () => void } {
  let [longest_ms, last_ms] = [0, performance.now()];
  const timer = setInterval(() => {
    const now_ms = performance.now();
    longest_ms = Math.max(longest_ms, now_ms - last_ms - EVERY_MS);
    last_ms = now_ms;
  }, EVERY_MS);
  return {
    lag_s: () => Math.max(longest_ms, performance.now() - last_ms - EVERY_MS) / 1000,
    stop: () => clearInterval(timer),
  };
}
