// Three clocks distinguish a machine that slept from a calendar that was set.
import { expect, test } from 'vitest';
import { jumpBetween, mayHaveJumped } from '../../../engine/sampling/jumps.ts';

const FROM = { t_ns: 5e9, unix_ms: 1_700_000_000_000, boot_ms: 9000 as number | null };
/** One second later on the monotonic clock; the others moved by as much and by what is named. */
const later = (moved: { calendar_ms?: number; boot_ms?: number }) => ({
  t_ns: FROM.t_ns + 1e9,
  unix_ms: FROM.unix_ms + 1000 + (moved.calendar_ms ?? 0),
  boot_ms: (FROM.boot_ms as number) + 1000 + (moved.boot_ms ?? 0),
});

test('clocks in step are no jump, nor is a slewed calendar', () => {
  expect(jumpBetween(FROM, later({}))).toBeNull();
  expect(jumpBetween(FROM, later({ calendar_ms: 400 }))).toBeNull();
});

test('an hour of sleep moves calendar and boot clock', () => {
  const jump = jumpBetween(FROM, later({ calendar_ms: 3_600_000, boot_ms: 3_600_000 }));
  expect(jump?.kind).toBe('suspended');
  expect(jump?.message).toContain('3600.0 s');
});

test('a calendar set by an hour, either way, is not sleep', () => {
  for (const [ms, sign] of [
    [3_600_000, '+'],
    [-3_600_000, '-'],
  ] as const) {
    const jump = jumpBetween(FROM, later({ calendar_ms: ms }));
    expect(jump?.kind).toBe('clock_stepped');
    expect(jump?.message).toContain(`${sign}3600.0 s`);
  }
});

test('sleep with the calendar set back to hide it is still sleep', () => {
  expect(jumpBetween(FROM, later({ calendar_ms: 0, boot_ms: 60_000 }))?.kind).toBe('suspended');
});

test('without a boot clock a leap forward counts as sleep, one back cannot be', () => {
  const blind = { ...FROM, boot_ms: null };
  expect(jumpBetween(blind, later({ calendar_ms: 60_000 }))?.kind).toBe('suspended');
  expect(jumpBetween(blind, later({ calendar_ms: -60_000 }))?.kind).toBe('clock_stepped');
});

test('a jump of the calendar alone triggers the check', () => {
  const { t_ns, unix_ms } = later({});
  expect(mayHaveJumped(FROM, t_ns, unix_ms)).toBe(false);
  expect(mayHaveJumped(FROM, t_ns, unix_ms + 3_600_000)).toBe(true);
  expect(mayHaveJumped(FROM, t_ns, unix_ms - 3_600_000)).toBe(true);
});
