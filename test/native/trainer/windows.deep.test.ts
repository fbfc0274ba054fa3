// The trainer for Windows: built by Debian's MinGW, its own tests and one training run under Wine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TrainerMessage } from '../../../core/trainer-protocol.ts';
import { BUILT, needs } from './programs.ts';
import { resultOf } from './training.ts';

const has_wine = spawnSync('which', ['wine']).status === 0;
const reason = 'wine is missing here: bash build/setup.sh windows';

needs('trainer', 'trainer-windows');

/** A script that runs a program of the build under Wine, with a home of its own, so that a test leaves none behind. */
function underWine(program: string): string {
  const home = mkdtempSync(join(tmpdir(), 'wattproof-wine-'));
  const prefix = join(home, 'wine');
  onTestFinished(() => {
    spawnSync('wineserver', ['-k'], { env: { ...process.env, WINEPREFIX: prefix } });
    rmSync(home, { recursive: true, force: true });
  });
  const script = join(home, 'run.sh');
  const settings = `HOME='${home}' WINEPREFIX='${prefix}' WINEDEBUG=-all`;
  writeFileSync(script, `#!/bin/sh\n${settings} exec wine '${join(BUILT.windows, program)}' "$@"\n`, {
    mode: 0o755,
  });
  return script;
}

test('the tests of kernels, network, loaders and parser hold there too', { timeout: 300_000 }, ({ skip }) => {
  if (!has_wine) skip(reason);
  const { stdout, status } = spawnSync(underWine('trainer-tests.exe'), {
    encoding: 'utf8',
    timeout: 240_000,
  });
  expect(stdout).toMatch(/\d+ cases, \d+ checks, 0 failed/);
  expect(status).toBe(0);
});

test('it says hello in plain lines and, when its stdin ends, goes', { timeout: 300_000 }, ({ skip }) => {
  if (!has_wine) skip(reason);
  const { stdout, status } = spawnSync(underWine('wattproof-trainer.exe'), { encoding: 'utf8', input: '' });
  const [hello, ...rest] = stdout.split('\n').filter((line) => line !== '');
  expect(TrainerMessage.parse(JSON.parse(hello as string))).toMatchObject({ type: 'hello' });
  expect(rest).toEqual([]);
  expect(stdout).not.toContain('\r');
  expect(status).toBe(130);
});

test('it trains as here, through the same door', { timeout: 300_000 }, async ({ skip }) => {
  if (!has_wine) skip(reason);
  const here = await resultOf();
  const there = await resultOf({}, { path: underWine('wattproof-trainer.exe') });
  expect(there).toMatchObject({ isa: here.isa, threads: 2, parameters: here.parameters });
  // Its logarithm and cosine round differently, so the first weights differ in their last bits.
  expect(there.test_loss).toBeCloseTo(here.test_loss, 6);
  expect(there.test_accuracy).toBe(here.test_accuracy);
});
