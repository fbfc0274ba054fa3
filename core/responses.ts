// The responses of a sweep: what can be analysed, in which unit, and where it stands in a trial's row.
import type { TidyTable } from './analysis.ts';
import type { TrialRow } from './documents.ts';
import { AuditError } from './errors.ts';

export interface Response {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** Whether the value comes from the power sources: then it is only as good as they are. */
  readonly from_power: boolean;
  readonly of: (row: TrialRow) => number | null;
}

/** The first is the one shown when none is asked for. */
export const RESPONSES: readonly Response[] = [
  {
    name: 'energy_j',
    label: 'Training energy',
    unit: 'J',
    from_power: true,
    of: (row) => row.energy_total_j,
  },
  { name: 'power_w', label: 'Mean power', unit: 'W', from_power: true, of: (row) => row.power_w },
  {
    name: 'duration_s',
    label: 'Training time',
    unit: 's',
    from_power: false,
    of: (row) => row.duration_s || null,
  },
  {
    name: 'samples_per_s',
    label: 'Throughput',
    unit: '1/s',
    from_power: false,
    of: (row) => row.samples_per_s || null,
  },
  { name: 'accuracy', label: 'Test accuracy', unit: '', from_power: false, of: (row) => row.accuracy },
  { name: 'loss', label: 'Test loss', unit: '', from_power: false, of: (row) => row.loss },
];

/** @throws AuditError `usage` naming the responses there are. */
export function responseNamed(name: string): Response {
  const response = RESPONSES.find((one) => one.name === name);
  if (response) return response;
  const names = RESPONSES.map((one) => one.name).join(', ');
  throw new AuditError('usage', `a sweep has no response ${name}; it has ${names}`);
}

/** The finished trials in tidy form; trials without the value are left out. */
export function tidyTrials(
  rows: readonly TrialRow[],
  response: Response,
  factors: readonly string[],
): TidyTable {
  return {
    response: response.name,
    factors,
    rows: rows.flatMap((row) => {
      const value = row.state === 'done' ? response.of(row) : null;
      if (value === null) return [];
      return [{ levels: Object.fromEntries(factors.map((name) => [name, row.levels[name] ?? ''])), value }];
    }),
  };
}
