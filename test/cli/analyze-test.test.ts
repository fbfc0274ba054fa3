// `analyze --test`: the headline test follows the rule or the option, and the terminal shows its reason and tables.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Analysis } from '../../core/statistics/analysis.ts';
import { close } from '../core/statistics/expected.ts';
import { designs } from '../core/statistics/oracle/designs.ts';
import { answered, answeredJson } from './in-process.ts';
import { dataDir } from './wattproof.ts';

const dir = dataDir();
mkdirSync(dir, { recursive: true });
const asked = (name: string): string[] => {
  const one = designs.find((design) => design.name === name);
  if (!one) throw new RangeError(`no design ${name}`);
  const csv = join(dir, `${name}.csv`);
  const days = one.day?.map((day) => [day]) ?? one.y.map(() => []);
  const lines = one.rows.map((levels, i) => [...levels, ...(days[i] as string[]), one.y[i]].join());
  const header = [...one.factors, ...(one.day ? ['day'] : []), 'energy_j'];
  writeFileSync(csv, [header.join(), ...lines].join('\n'));
  const factors = one.factors.flatMap((factor) => ['--factor', factor]);
  return ['analyze', csv, '--response', 'energy_j', ...factors, ...(one.day ? ['--block', 'day'] : [])];
};
const words = async (args: string[]): Promise<string> =>
  (await answered({ args })).stdout.replaceAll(/\s*\n(?=\S)/g, ' ');

test.each([
  ['two levels, hundreds', "Welch's t-test. It does not assume equal variances"],
  ['two levels, far from normal', 'Mann-Whitney test. '],
  ['four levels, far from normal', 'Kruskal-Wallis test. '],
  ['three levels, one of them constant', 'one-way analysis of variance. '],
  ['2 x 3, unbalanced', 'factorial analysis of variance, type II. '],
])('%s: the headline says its name and why', async (name, expected) => {
  expect(await words(asked(name))).toContain(`Headline test: ${expected}`);
});

test('the requested test is the headline, with the numbers of R', async () => {
  const name = 'two levels, unequal scatter';
  const { headline, t_tests } = (await answeredJson([
    ...asked(name),
    '--test',
    'student',
  ])) as unknown as Analysis;
  const student = designs.find((design) => design.name === name)?.found.student;
  close(headline?.value, student?.t ?? null);
  expect(headline).toMatchObject({ test: 'student', asked: true, df: [student?.df] });
  expect(t_tests).toMatchObject([{ method: 'Student', t: headline?.value, ci: headline?.ci }]);
});

test('adjusted means, simple effects, paired tests and bootstrap are aligned tables', async () => {
  const { stdout } = await answered({ args: asked('3 x 2, twelve blocks') });
  const lines = stdout.split('\n');
  for (const [heading, rows] of [
    ['adjusted means', 5],
    ['effect of a', 2],
    ['paired t-tests', 6],
    ['signed ranks', 6],
    ['bootstrap', 6],
  ] as const) {
    const at = lines.findIndex((line) => line.startsWith(heading));
    const rule = lines[at + 1] as string;
    const table = lines.slice(at, at + 2 + rows);
    // Columns are separated by spaces alone, in every line.
    for (const gap of rule.matchAll(/ {2}/g))
      for (const line of table) expect(line.slice(gap.index, gap.index + 2)).toMatch(/^ *$/);
    expect(lines[at + 2 + rows]).toBe('');
  }
});

test.each([
  ['a test that there is not', 'tukey', /--test expects auto, welch, student, .*, got tukey/],
  ['two levels for three', 'student', /compares two levels, not 3; expected anova here/],
])('%s is refused in one line', async (_, name, message) => {
  const said = await answered({ args: [...asked('three levels, balanced'), '--test', name] });
  expect(said.stderr.trim()).toMatch(message);
  expect(said.stderr.trim()).not.toContain('\n');
  expect(said).toMatchObject({ code: 2, stdout: '' });
});
