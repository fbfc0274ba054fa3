// The options that set how often power is read, shared by every command that samples.
import type { EngineParts } from '../engine/setup/parts.ts';
import { numberOption } from './command.ts';

export const RATE_OPTIONS = { hz: { type: 'string' }, 'rapl-hz': { type: 'string' } } as const;

export const RATE_HELP: readonly (readonly [string, string])[] = [
  ['--hz N', 'readings of power per second, 1 to 100; default 10'],
  ['--rapl-hz N', 'readings of the RAPL counters per second, 1 to 1000; default: same as --hz'],
];

/** The rates that these options set. @throws AuditError `usage` for a number out of range. */
export function rateOverrides(values: {
  readonly hz?: string | undefined;
  readonly 'rapl-hz'?: string | undefined;
}): Pick<EngineParts, 'sample_hz' | 'counter_hz'> {
  const sample_hz = numberOption(values.hz, 'hz', { min: 1, max: 100 });
  const counter_hz = numberOption(values['rapl-hz'], 'rapl-hz', { min: 1, max: 1000 });
  return {
    ...(sample_hz === undefined ? {} : { sample_hz }),
    ...(counter_hz === undefined ? {} : { counter_hz }),
  };
}
