// Results from pairs of runs: ratios through logarithms, and a sentence that claims no more than the interval.
import { expect, test } from 'vitest';
import { type AuditPair, judgePairs } from '../../../engine/self-audit/judge.ts';

const pair = (log_ratio: number, more: Partial<AuditPair> = {}): AuditPair => ({
  first: 'monitored',
  monitored_s: 2 * Math.exp(log_ratio),
  unmonitored_s: 2,
  monitored_cpu_pct: 1.5,
  unmonitored_cpu_pct: 1,
  monitored_j: null,
  unmonitored_j: null,
  ...more,
});

test('mean and interval of the log ratios, as per cent', () => {
  // Log ratios 0.01, 0.02, 0.03: mean 0.02, sd 0.01, se 0.01/sqrt(3); qt(0.975, 2) = 4.302653 (R). Half-width 0.02484138.
  const audit = judgePairs([pair(0.01), pair(0.02), pair(0.03)], 10, 'cpu');
  expect(audit.slowdown_pct).toBeCloseTo(100 * Math.expm1(0.02), 9);
  expect(audit.slowdown_ci_pct?.[0]).toBeCloseTo(100 * Math.expm1(0.02 - 0.02484138), 4);
  expect(audit.slowdown_ci_pct?.[1]).toBeCloseTo(100 * Math.expm1(0.02 + 0.02484138), 4);
  // t = 0.02 / (0.01 / sqrt(3)) = 3.4641; 2 pt(-3.4641016, 2) = 0.07417990 (R).
  expect(audit.p).toBeCloseTo(0.0741799, 6);
  expect(audit.verdict).toContain('no cost was detected');
  expect(audit.why_no_energy).toContain('no energy counter');
  expect(audit.energy_diff_j).toBeNull();
});

test('a significant slowdown is called a real cost', () => {
  expect(judgePairs([pair(0.1), pair(0.101), pair(0.099)], 100, 'cpu').verdict).toContain('a real cost');
});

test('a trainer that seems faster with monitoring is doubted', () => {
  const { verdict } = judgePairs([pair(-0.1), pair(-0.101), pair(-0.099)], 10, 'cpu');
  expect(verdict).toContain('faster');
  expect(verdict).toContain('something else differed');
});

test('energies are compared where both runs have one', () => {
  // Differences 1, 2, 3 J: mean 2, half-width 4.302653 x 1 / sqrt(3) = 2.484138.
  const audit = judgePairs(
    [1, 2, 3].map((more_j) => pair(more_j / 100, { monitored_j: 100 + more_j, unmonitored_j: 100 })),
    10,
    'cpu',
  );
  expect(audit.energy_diff_j).toBeCloseTo(2, 12);
  expect(audit.energy_diff_ci_j?.[1]).toBeCloseTo(4.484138, 5);
  expect(audit.why_no_energy).toBeNull();
});

test('runs that do not vary are not tested', () => {
  expect(judgePairs([pair(0), pair(0), pair(0)], 10, 'cpu')).toMatchObject({ slowdown_pct: null, p: null });
});
