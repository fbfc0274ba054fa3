import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { RunDocument } from '../../core/study/run-document.ts';
import { call, callJson, dataDir } from './wattproof.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/trainer/', import.meta.url));

function designIn(dir: string, changes: object = {}): string {
  const path = join(dir, 'design.json');
  const design = {
    name: 'Small sweep',
    factors: { batch_size: [32, 128], neurons: [16, 64], epochs: [2] },
    replicates: 2,
    data: { kind: 'synthetic', samples: 4000, features: 32, classes: 4 },
    idle_s: 0.2,
    cooldown_s: 0.1,
    ...changes,
  };
  writeFileSync(path, JSON.stringify(design));
  return path;
}

test('a sweep end to end: study, document, report, and the same analysis from the study and from its table', async () => {
  const dir = dataDir();
  const out = join(dir, 's.wattproof');
  const said = await call({ args: ['run', designIn(dir), '--out', out, '--json'] });
  expect(said.stderr).toMatch(/trial 8\/8 done/);
  expect(said.code).toBe(0);
  const document = JSON.parse(said.stdout) as RunDocument;
  expect(document.trials).toHaveLength(8);
  expect(document.trials.every((trial) => trial.state === 'done')).toBe(true);
  expect(document.analysis.anova.rows.map((row) => row.term)).toEqual([
    'batch_size',
    'neurons',
    'batch_size:neurons',
    'residual',
  ]);
  expect(document.report).toBe(join(dir, 's.html'));
  const html = readFileSync(document.report as string, 'utf8');
  expect(html).toContain('<svg');
  expect(html).toContain('Small sweep');
  expect(html).toMatch(/modelled/);

  const { sweep, ...analysis } = await callJson(['analyze', out]);
  expect(analysis).toEqual(document.analysis);
  expect(sweep).toMatchObject({ outliers: { rule: { kind: 'iqr', k: 3 } }, looks: [], target: null });
  const csv = join(dir, 's.csv');
  const rows = document.trials.map(
    (trial) => `${trial.levels.batch_size},${trial.levels.neurons},${trial.duration_s}`,
  );
  writeFileSync(csv, ['batch_size,neurons,duration_s', ...rows].join('\n'));
  const factors = ['--factor', 'batch_size', '--factor', 'neurons', '--response', 'duration_s'];
  const from_csv = (await callJson(['analyze', csv, ...factors])) as unknown as RunDocument['analysis'];
  const from_study = (await callJson([
    'analyze',
    out,
    '--response',
    'duration_s',
  ])) as unknown as RunDocument['analysis'];
  expect(from_csv.anova).toEqual(from_study.anova);
  expect(from_csv.t_tests).toEqual(from_study.t_tests);

  const again = await call({ args: ['run', designIn(dir), '--out', out] });
  expect(again.code).toBe(1);
  expect(again.stderr).toMatch(/already exists and is never overwritten; choose another name/);

  const report = join(dir, 'own.html');
  expect((await call({ args: ['report', out, '--out', report, '--region', 'FRA'] })).code).toBe(0);
  expect(readFileSync(report, 'utf8')).toContain('France');
});

test('the text of a sweep without sensors says first that these are estimates', async () => {
  const dir = dataDir();
  const said = await call({
    args: ['run', designIn(dir, { factors: { batch_size: [32, 128] } }), '--no-report'],
  });
  expect(said.code).toBe(0);
  expect(said.stdout).toMatch(
    /THESE ENERGIES ARE ESTIMATES[\s\S]*no evidence of a precision effect[\s\S]*ANOVA[\s\S]*CO2e/,
  );
});

test('an interrupt ends the sweep in order and keeps the study', async () => {
  const dir = dataDir();
  const out = join(dir, 's.wattproof');
  const design = designIn(dir, {
    factors: { batch_size: [32], neurons: [16, 24], epochs: [1] },
    replicates: 50,
  });
  const said = await call({
    args: ['run', design, '--out', out],
    when: { said: 'trial 2/', then: (kill) => kill('SIGINT') },
  });
  expect(said.code).toBe(1);
  expect(said.stderr).toMatch(/stopped by the user in trial \d+ of 100; everything recorded so far is in/);
  const analysis = await call({ args: ['analyze', out] });
  expect(analysis.stderr + analysis.stdout).not.toBe('');
  expect(existsSync(`${out}-wal`)).toBe(false);
});

test.each([
  ['says nothing at all', 'hangs.mjs', /silent for 1 s/],
  ['falls silent in the middle', 'freezes.mjs', /silent for longer and was stopped/],
  ['prints rubbish', 'rubbish.sh', /Hello! I am a trainer/],
  ['exits at once', 'exits.sh', /exit/],
  ['is killed', 'dies.mjs', /SIGSEGV/],
  ['speaks another protocol', 'wrong-protocol.mjs', /protocol/],
])('a trainer that %s is one clear line and exit code 1', async (_, fixture, message) => {
  const dir = dataDir();
  const design = designIn(dir, { factors: { batch_size: [32, 128] } });
  const said = await call({
    args: ['run', design, '--out', join(dir, 's.wattproof'), '--trainer-silence', '1'],
    env: { WATTPROOF_TRAINER: join(FIXTURES, fixture) },
  });
  expect(said.code).toBe(1);
  const lines = said.stderr.split('\n').filter((line) => line.startsWith('wattproof: '));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(message);
});

test('--trainer names a program, and pytorch the adapter that came with the app, before WATTPROOF_TRAINER', async () => {
  const dir = dataDir();
  const args = ['run', designIn(dir), '--trainer-silence', '1', '--trainer'];
  const env = { WATTPROOF_TRAINER: '/nowhere', PATH: `${dir}:${process.env['PATH']}` };
  const rubbish = await call({ args: [...args, join(FIXTURES, 'rubbish.sh')], env });
  expect(rubbish.code).toBe(1);
  expect(rubbish.stderr).toContain('Hello! I am a trainer');
  // A python3 that only prints the program it was asked to run.
  writeFileSync(join(dir, 'python3'), '#!/bin/sh\necho "asked for $1"\n', { mode: 0o755 });
  const adapter = await call({ args: [...args, 'pytorch'], env });
  expect(adapter.code).toBe(1);
  expect(adapter.stderr).toMatch(/asked for \S*native\/trainer\/adapters\/pytorch\.py/);
});
