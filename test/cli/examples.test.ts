// The examples work: designs are checked, forecast and run, the recorded study and its table are analysed and reported.
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { call, callJson, dataDir } from './wattproof.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');
const DESIGNS = readdirSync(path.join(EXAMPLES, 'designs'));
const STUDY = 'first-try.wattproof';
/** A copy, so that no reader leaves files next to the example itself. */
function studyCopy(): string {
  const copy = path.join(dataDir(), STUDY);
  copyFileSync(path.join(EXAMPLES, STUDY), copy);
  return copy;
}

interface Group {
  readonly levels: Readonly<Record<string, string>>;
  readonly n: number;
  readonly mean: number;
}
const groupsOf = (document: object): readonly Group[] => (document as { groups: readonly Group[] }).groups;

test('the page of the examples names each of them', () => {
  const page = readFileSync(path.join(EXAMPLES, 'README.md'), 'utf8');
  const examples = [...readdirSync(EXAMPLES).filter((name) => name !== 'README.md'), ...DESIGNS];
  expect(examples.length).toBeGreaterThanOrEqual(7);
  expect(examples.filter((name) => !page.includes(name === 'designs' ? 'designs/' : name))).toEqual([]);
});

test.each([
  ['first-try.yaml', 2, 6],
  ['optimisers.yaml', 6, 36],
  ['precision-by-batch.yaml', 4, 20],
  ['until-precise-enough.yaml', 2, 40],
])('%s: %i cells in %i trials, with a forecast from the recorded study', async (file, cells, trials) => {
  expect(DESIGNS).toContain(file);
  const design = path.join(EXAMPLES, 'designs', file);
  const checked = await call({ args: ['design', design] });
  expect(checked).toMatchObject({ code: 0 });
  expect(checked.stdout).toMatch(new RegExp(`: ${cells} cells x \\d+ replicates = ${trials} trials`));
  const forecast: object = await callJson(['forecast', design, '--study', studyCopy()]);
  expect(forecast).toMatchObject({ trials, basis: { trainings: 6, cells: 2 } });
});

test('the first try runs', async () => {
  const out = path.join(dataDir(), 'again.wattproof');
  const design = path.join(EXAMPLES, 'designs/first-try.yaml');
  const document: object = await callJson(['run', design, '--out', out, '--no-report']);
  const { trials } = document as { trials: readonly { state: string }[] };
  expect(trials.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'done'));
});

test('the recorded study and its table have the same means', async () => {
  const study = groupsOf(await callJson(['analyze', studyCopy()]));
  const csv = path.join(EXAMPLES, 'first-try.csv');
  const words = ['--response', 'energy_cpu_j', '--factor', 'batch_size', '--block', 'block'];
  const table = groupsOf(await callJson(['analyze', csv, ...words]));
  expect(study.map(({ levels, n }) => ({ levels, n }))).toEqual([
    { levels: { batch_size: '32' }, n: 3 },
    { levels: { batch_size: '256' }, n: 3 },
  ]);
  expect(table.map(({ levels, n }) => ({ levels, n }))).toEqual(
    study.map(({ levels, n }) => ({ levels, n })),
  );
  // The table has millijoules.
  for (const [i, { mean }] of table.entries()) expect(mean).toBeCloseTo(study[i]?.mean ?? Number.NaN, 2);
});

test('the report of the recorded study says that its energies are modelled', async () => {
  const out = path.join(dataDir(), 'report.html');
  expect(await call({ args: ['report', studyCopy(), '--out', out] })).toMatchObject({ code: 0 });
  const html = readFileSync(out, 'utf8');
  expect(html).toContain('Batch size, a first try');
  expect(html).toMatch(/modelled/i);
});

test('the recorded study is small and says nothing of where it was made', () => {
  const bytes = readFileSync(path.join(EXAMPLES, STUDY));
  expect(bytes.length).toBeLessThan(300_000);
  const text = bytes.toString('latin1');
  expect(text).toContain('Batch size, a first try');
  // It was recorded under the host name `example`.
  expect(text).toContain(createHash('sha256').update('example').digest('hex').slice(0, 12));
  const found = ['/home/', '/root/', '/tmp/', '/work/', '"hostname"'].filter((word) => text.includes(word));
  expect(found).toEqual([]);
});
