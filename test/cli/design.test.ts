// `design`: writes, reads and runs presets, and locates mistakes in a file by line and column.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunDocument } from '../../core/study/run-document.ts';
import { answered } from './in-process.ts';
import { call, callJson, dataDir } from './wattproof.ts';

const dir = dataDir();
mkdirSync(dir, { recursive: true });
const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};
const OWN = `
name: A half # with a comment
factors:
  batch_size: [32, 128]
  neurons: [16, 32]
  optimiser: [adam, sgd]
  epochs: [1]
fraction: {generators: [optimiser = batch_size*neurons], accept_resolution: 3}
user_factors:
  regularisation:
    none: {}
    strong: {dropout: 0.5, weight_decay: 0.01}
replicates: 2
data: {kind: synthetic, samples: 600, features: 8, classes: 3}
idle_s: 0
cooldown_s: 0
`;

test('a preset is written as a commented file, which is the same design', async () => {
  const path = join(dir, 'anto.yaml');
  const said = await call({ args: ['design', 'antonopoulos-part-1', '--out', path] });
  expect(said.code).toBe(0);
  expect(said.stdout).toMatch(/^Antonopoulos, Part I: \d+ cells x 10 replicates = \d+ trials/);
  expect(said.stdout).toMatch(/factors\.batch_size: assumed; arXiv 2409\.07853 varies batch size/);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(/# assumed: not published; Keras tutorials use Adam\noptimiser: adam/);
  const preset = await callJson(['design', 'antonopoulos-part-1']);
  const written = await callJson(['design', path]);
  expect(written['design']).toEqual(preset['design']);
  expect(written['trials']).toEqual(preset['trials']);
  const tags = (preset['provenance'] as unknown as { tag: string }[]).map(({ tag }) => tag);
  expect(new Set(tags)).toEqual(
    new Set([...tags].filter((tag) => ['sourced', 'inferred', 'assumed'].includes(tag))),
  );
  const again = await call({ args: ['design', 'standard', '--out', path] });
  expect(again.code).toBe(1);
  expect(again.stderr).toMatch(/it already exists/);
});

test('a fraction with a factor of the user runs, and each trial was told its own settings', async () => {
  const design = file('half.yaml', OWN);
  const shown = await call({ args: ['design', design] });
  expect(shown.stdout).toMatch(/Fraction of resolution 3: I = batch_size\*neurons\*optimiser\./);
  expect(shown.stdout).toMatch(/optimiser cannot be separated from batch_size\*neurons\./);
  const out = join(dir, 'half.wattproof');
  const said = await call({ args: ['run', design, '--out', out, '--no-report', '--json'] });
  expect(said.code).toBe(0);
  const { trials } = JSON.parse(said.stdout) as RunDocument;
  expect(trials).toHaveLength(16);
  expect(new Set(trials.map(({ levels }) => `${levels['optimiser']} ${levels['regularisation']}`))).toEqual(
    new Set(['adam none', 'adam strong', 'sgd none', 'sgd strong']),
  );
  // the same weights, order and data: what differs in a pair is what the level told the trainer
  const lossOf = (regularisation: string): number[] =>
    trials
      .filter(({ levels }) => levels['regularisation'] === regularisation)
      .map(({ loss }) => loss as number);
  expect(lossOf('strong')).not.toEqual(lossOf('none'));
  const analysis = await callJson([
    'analyze',
    out,
    '--response',
    'loss',
    '--factor',
    'regularisation',
    '--factor',
    'optimiser',
    '--covariate',
    'run_order',
  ]);
  expect(JSON.stringify(analysis['anova'])).toContain('"regularisation:optimiser"');
  expect((analysis['warnings'] as unknown as string[]).join(' ')).toMatch(
    /batch size was varied but is not in this analysis/,
  );
});

test.each<[string, string, number, RegExp]>([
  [
    'a level of another kind',
    OWN.replace('[16, 32]', '[16, many]'),
    2,
    /factors\.neurons\.1 \(line 5, column 17\): .*got "many"/,
  ],
  ['an unknown field', `${OWN}colour: red\n`, 2, /Unrecognized key: "colour"/],
  ['a key twice', `${OWN}name: again\n`, 1, /keys must be unique \(line \d+, column 1\)/],
  [
    'no number',
    OWN.replace('replicates: 2', 'replicates: .nan'),
    2,
    /replicates \(line 13, column 13\): .*NaN/,
  ],
  ['a list for a design', '- 1\n- 2\n', 2, /the document.*expected object/],
  ['nothing', '', 2, /the document.*expected object/],
  ['an open bracket', 'factors: [1', 1, /neither YAML nor JSON: .*line 1/],
  ['a bomb of aliases', bomb(), 1, /cannot be read: Excessive alias count/],
  [
    'a factor that is a constant too',
    `${OWN}optimiser: adam\n`,
    2,
    /optimiser as a factor and as a constant/,
  ],
  [
    'a word that is no preset',
    '',
    1,
    /expected a design file or a preset \(quick, standard, antonopoulos-part-1\)/,
  ],
])('%s is refused in one line', async (name, text, code, message) => {
  const path = name.startsWith('a word')
    ? join(dir, 'nowhere')
    : file(`${name.replaceAll(' ', '-')}.yaml`, text);
  const said = await answered({ args: ['design', path] });
  expect(said.stderr).toMatch(message);
  expect(said.stderr.trim().split('\n')).toHaveLength(1);
  expect(said.code).toBe(code);
  expect(existsSync(path)).toBe(!name.startsWith('a word'));
});

function bomb(): string {
  const rows = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i++)
    rows.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  return rows.join('\n');
}
