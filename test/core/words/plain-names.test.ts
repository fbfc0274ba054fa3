import { expect, test } from 'vitest';
import { analyse } from '../../../core/statistics/analyse.ts';
import type { TidyTable } from '../../../core/statistics/tidy-table.ts';
import { inPlainNames } from '../../../core/words/plain-names.ts';

const rows = (['fp32', 'bf16_mixed'] as const).flatMap((precision, p) =>
  ['64', '256'].flatMap((batch_size, b) =>
    [1, 2, 3, 4].map((i) => ({
      levels: { precision, batch_size },
      value: 100 - 9 * p - 4 * b + ((7 * i) % 5),
    })),
  ),
);
const table: TidyTable = { response: 'energy_tested_j', factors: ['precision', 'batch_size'], rows };

test('sentences speak of training energy, batch size and bf16 mixed; the numbers and names of the tables stay', () => {
  const plain = analyse(table, { unit: 'J' });
  const spoken = inPlainNames(plain);
  const said = [spoken.verdict.text, spoken.verdict.apa, ...spoken.warnings].join(' ');
  expect(said).toMatch(/Training energy differs between the levels of precision/);
  expect(said).toMatch(/precision × batch size/);
  expect(said).toMatch(/bf16 mixed is .* below fp32|fp32 is .* above bf16 mixed/);
  expect(said).not.toMatch(/[a-z]_[a-z]/);
  expect({ ...spoken, verdict: null, warnings: null }).toEqual({ ...plain, verdict: null, warnings: null });
});
