// The PyTorch adapter as the engine runs it: the protocol, losses beside the bundled trainer's, refusals, an abort, a sweep.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { runSweep } from '../../../engine/sweep/sweep.ts';
import { askHello } from '../../../native/trainer/hello.ts';
import { testParts } from '../../engine/parts.ts';
import { tinyDesign } from '../../engine/tiny-design.ts';
import { ROOT, train } from './training.ts';

const ADAPTER = join(ROOT, 'native', 'trainer', 'adapters', 'pytorch.py');
/** The python that has PyTorch: the one in the path or the system's own. */
const PYTHON = ['python3', '/usr/bin/python3'].find(
  (name) => spawnSync(name, ['-c', 'import torch, numpy']).status === 0,
);

const folder = mkdtempSync(join(tmpdir(), 'wattproof-adapter-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'pytorch');

describe.skipIf(PYTHON === undefined)(
  `the PyTorch adapter${PYTHON === undefined ? ' (no python3 with torch; bash build/setup.sh torch)' : ''}`,
  { timeout: 240_000 },
  () => {
    beforeAll(() => {
      writeFileSync(path, `#!/bin/sh\nexec ${PYTHON} '${ADAPTER}' "$@"\n`);
      chmodSync(path, 0o755);
    });
    const by = (changes: Partial<TrainerConfig>) => train(changes, { path });

    test('says what it can do', async () => {
      const backends = await askHello(path);
      expect(backends.map(({ name }) => name)).toEqual(['cpu', 'cuda']);
      expect(backends[0]).toMatchObject({ available: true, precisions: expect.arrayContaining(['fp32']) });
      const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout;
      expect(version).toMatch(/^pytorch \d+\.\d+/);
    });

    test('trains what the bundled trainer trains, to the loss that it comes to, and says the same messages', async () => {
      const changes = {
        epochs: 4,
        data: { kind: 'synthetic', samples: 4000, features: 40, classes: 5, seed: 1, validation: 0.1 },
      } as const;
      const [own, torch] = [await train(changes), await by(changes)];
      if (own.outcome.kind !== 'passed' || torch.outcome.kind !== 'passed')
        throw new Error(JSON.stringify(torch.outcome));
      const kinds = (heard: typeof own) =>
        heard.messages
          .filter(({ type }) => type !== 'progress')
          .map((one) => (one.type === 'phase' ? `${one.name} ${one.edge}` : one.type));
      expect(kinds(torch)).toEqual(kinds(own));
      const [a, b] = [own.outcome.result, torch.outcome.result];
      expect(b).toMatchObject({ backend: 'cpu', precision: 'fp32', parameters: a.parameters, threads: 2 });
      expect(b.train_samples).toBe(a.train_samples);
      expect(b.test_samples).toBe(a.test_samples);
      expect(b.gemm).toMatch(/^pytorch \d/);
      // Clusters 5 deviations apart, other draws of everything: both end with few errors and a small loss.
      expect(a.test_accuracy).toBeGreaterThan(0.9);
      expect(Math.abs(b.test_accuracy - a.test_accuracy)).toBeLessThan(0.03);
      expect(Math.abs(b.train_loss - a.train_loss)).toBeLessThan(0.08);
      expect(b.validation_accuracy).toBeGreaterThan(0.9);
    });

    test('equal seeds give equal weights, others give others', async () => {
      const hashes: string[] = [];
      for (const seed of [3, 3, 4]) {
        const { outcome } = await by({ epochs: 1, seed, threads: 1 });
        if (outcome.kind !== 'passed') throw new Error(JSON.stringify(outcome));
        hashes.push(outcome.result.weights_hash);
      }
      expect(hashes[0]).toBe(hashes[1]);
      expect(hashes[2]).not.toBe(hashes[0]);
    });

    test.each<[string, Partial<TrainerConfig>]>([
      [
        'a convolutional network',
        {
          model: 'cnn',
          channels: [4, 8],
          data: { kind: 'idx', path: join(ROOT, '.cache', 'fashion-mnist'), train_limit: 600 },
        },
      ],
      [
        'GELU, dropout, smoothing and AdamW',
        { activation: 'gelu', dropout: 0.2, label_smoothing: 0.1, optimiser: 'adamw', weight_decay: 0.01 },
      ],
      ['SGD with widths of its own', { optimiser: 'sgd', learning_rate: 0.05, hidden: [30, 20] }],
    ])('trains %s', async (_, changes) => {
      const { outcome } = await by({ epochs: 2, ...changes });
      expect(outcome).toMatchObject({ kind: 'passed' });
      if (outcome.kind === 'passed') expect(outcome.result.test_accuracy).toBeGreaterThan(0.3);
    });

    test.each<[string, Partial<TrainerConfig>, string, RegExp]>([
      ['LAMB', { optimiser: 'lamb' }, 'config', /PyTorch has no LAMB/],
      ['a format of GPUs', { precision: 'tf32' }, 'device', /backend cpu has no tf32/],
      ['another backend', { backend: 'tpu' }, 'config', /to be one of cpu, cuda, got tpu/],
      ["the bundled trainer's products", { gemm: 'cublaslt' }, 'config', /uses its framework's products/],
      ['no files', { data: { kind: 'idx', path: '/nowhere', train_limit: 0 } }, 'data', /found neither/],
      [
        'one class',
        { data: { kind: 'csv', path: join(folder, 'one.csv'), label: 'y', train_limit: 0 } },
        'data',
        /at least two classes/,
      ],
      [
        'no number',
        { data: { kind: 'csv', path: join(folder, 'nan.csv'), label: 'y', train_limit: 0 } },
        'data',
        /a number in row 3/,
      ],
      [
        'a rate that explodes',
        { optimiser: 'sgd', learning_rate: 1e30 },
        'numeric',
        /loss is not finite in epoch 1/,
      ],
    ])('refuses %s in one line', async (_, changes, code, message) => {
      writeFileSync(join(folder, 'one.csv'), `x,y\n${'1,a\n2,a\n'.repeat(10)}`);
      writeFileSync(join(folder, 'nan.csv'), 'x,y\n1,a\nx2,b\n');
      const { outcome } = await by(changes);
      expect(outcome).toMatchObject({ kind: 'failed', code });
      if (outcome.kind === 'failed') expect(outcome.message).toMatch(message);
    });

    test('an abort ends it while it trains', async () => {
      const stop = new AbortController();
      let asked_ms = 0;
      const { outcome } = await train(
        { epochs: 10_000 },
        {
          path,
          signal: stop.signal,
          onMessage(message) {
            if (message.type !== 'epoch' || asked_ms > 0) return;
            asked_ms = performance.now();
            stop.abort();
          },
        },
      );
      expect(asked_ms).toBeGreaterThan(0);
      expect(outcome.kind).toBe('aborted');
    });

    test('a sweep runs on it, and its study says who trained', async () => {
      const parts = testParts({ trainer_path: path });
      const study_path = join(parts.env.data_dir, 'torch.wattproof');
      await runSweep(parts, {
        design: tinyDesign(),
        study_path,
        signal: new AbortController().signal,
        onProgress() {},
      });
      const view = viewStudy(study_path, { settings: parts.settings });
      expect(view.trials.every(({ state }) => state === 'done')).toBe(true);
      expect(view.trained_by).toEqual([expect.stringMatching(/^pytorch \d/)]);
    });
  },
);
