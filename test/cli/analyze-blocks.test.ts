// `analyze --block --covariate`: the rows of the ANOVA match R; a missing column or a non-number is refused by line.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Analysis } from '../../core/statistics/analysis.ts';
import { close, fixture } from '../core/statistics/expected.ts';
import { answered, answeredJson } from './in-process.ts';
import { dataDir } from './wattproof.ts';

interface Case {
  readonly name: string;
  readonly rows: { codes: number[]; block: number | null; covariates: number[]; value: number }[];
  readonly two: { term: string; f: number; p: number }[];
}
const dir = dataDir();
mkdirSync(dir, { recursive: true });
const csv = join(dir, 'blocks.csv');
const one = fixture<Case[]>('covariance.json').find(({ name }) =>
  name.startsWith('blocks and a covariate'),
) as Case;
const lines = one.rows.map(({ codes, block, covariates, value }) =>
  [...codes, `day ${block}`, ...covariates, value].join(),
);
writeFileSync(csv, ['precision,batch,layers,day,temp_c,energy_j', ...lines].join('\n'));
const factors = ['precision', 'batch', 'layers'].flatMap((name) => ['--factor', name]);
const asked = ['analyze', csv, '--response', 'energy_j', ...factors];

test('the rows of the ANOVA match R, block and covariate included', async () => {
  const analysis = (await answeredJson([
    ...asked,
    '--block',
    'day',
    '--covariate',
    'temp_c',
  ])) as unknown as Analysis;
  const { rows } = analysis.anova;
  expect(rows.map(({ term }) => term).slice(-3)).toEqual(['day', 'temp_c', 'residual']);
  one.two.forEach(({ f, p }, k) => {
    close(rows[k]?.f, f, 1e-8);
    close(rows[k]?.p, p, 1e-6);
  });
  expect(analysis.warnings.join(' ')).toContain('The ANOVA takes day and temp_c into account');
});

test.each<[string, string[], number, RegExp]>([
  [
    'a covariate of text',
    ['--covariate', 'day'],
    1,
    /Line 2, column 4 \(day\): expected a number, got "day \d"/,
  ],
  ['a block that is no column', ['--block', 'week'], 1, /Expected a column "week"/],
  ['a block that is a factor', ['--block', 'batch'], 2, /but batch is named twice/],
])('%s is refused in one line', async (_, more, code, message) => {
  const said = await answered({ args: [...asked, ...more] });
  expect(said.stderr.trim()).toMatch(message);
  expect(said.stderr.trim()).not.toContain('\n');
  expect(said).toMatchObject({ code, stdout: '' });
});
