// `power` in the terminal: plans from numbers and from a pilot, and refuses impossible plans in one line.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PilotPlan, PowerPlan } from '../../core/statistics/power/plan.ts';
import { answered, answeredJson } from './in-process.ts';
import { dataDir } from './wattproof.ts';

const dir = dataDir();
mkdirSync(dir, { recursive: true });
const pilot = join(dir, 'pilot.csv');
writeFileSync(pilot, 'precision,energy_j\nfp32,300\nfp32,310\nfp32,305\nbf16,296\nbf16,290\nbf16,301\n');
const from_pilot = ['--pilot', pilot, '--response', 'energy_j', '--factor', 'precision'];

test('replicates for a difference and a scatter, as JSON', async () => {
  const plan = (await answeredJson(['power', '--diff', '4', '--sd', '5'])) as unknown as PowerPlan;
  // R: power.t.test(delta = 0.8, power = 0.8)$n = 25.52
  expect(plan).toMatchObject({
    n: 26,
    total: 52,
    effect: 0.8,
    effect_measure: 'd',
    solved_for: 'n',
    alpha: 0.05,
  });
});

test('from a pilot, with a difference that matters', async () => {
  const plan = (await answeredJson(['power', ...from_pilot, '--diff', '5'])) as unknown as PilotPlan;
  expect(plan.pilot.n).toBe(6);
  expect(plan.pilot.sd).toBeCloseTo(Math.sqrt((50 + 182 / 3) / 4), 9);
  const { code, stdout } = await answered({ args: ['power', ...from_pilot] });
  expect(code).toBe(0);
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
    /seen in the pilot.* the plan needs \d+ to .* replicates\. Total runs: \d+/,
  );
});

test.each<[string, string[], number, RegExp]>([
  ['nothing', [], 2, /expected an effect/],
  ['a difference without a scatter', ['--diff', '4'], 2, /--sd is missing/],
  ['an effect twice', ['--effect', '1', '--diff', '4', '--sd', '2'], 2, /not both/],
  ['an ANOVA without groups', ['--test', 'anova', '--effect', '0.4'], 2, /--groups, or --df and --cells/],
  ['an unknown test', ['--test', 'z', '--effect', '1'], 2, /t, paired or anova, got z/],
  ['half a replicate', ['--n', '2.5', '--effect', '1'], 2, /whole number, got 2\.5/],
  ['text for a number', ['--effect', 'large'], 2, /--effect expects a number .* got large/],
  ['a pilot without columns', ['--pilot', pilot], 2, /--response and at least one --factor/],
  [
    'a pilot that is not there',
    ['--pilot', join(dir, 'no.csv'), '--response', 'e', '--factor', 'p'],
    1,
    /cannot read .*no\.csv: there is no such file/,
  ],
])('%s is refused in one line', async (_, args, code, message) => {
  const said = await answered({ args: ['power', ...args] });
  expect(said.stderr.trim()).toMatch(message);
  expect(said.stderr.trim()).not.toContain('\n');
  expect(said).toMatchObject({ code, stdout: '' });
});
