// The JSON Schema of the protocol, checked by another library: up to date, and true of what the trainer says and takes.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { protocolSchema } from '../../../native/trainer/protocol-schema.ts';
import { needs } from './programs.ts';
import { config, ROOT, TRAINER, train } from './training.ts';

needs('trainer');

const written = JSON.parse(readFileSync(join(ROOT, 'native/trainer/protocol.schema.json'), 'utf8'));
const ajv = new Ajv2020({ allErrors: true });
ajv.addSchema(written, 'protocol');

/** Problems of a value under one of the definitions; empty when it is valid. */
function wrongs(definition: 'config' | 'command' | 'message', value: unknown): string[] {
  const check = ajv.getSchema(`protocol#/$defs/${definition}`);
  if (!check) throw new Error(`no ${definition} in the schema`);
  return check(value) ? [] : (check.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}

test('the file is what `npm run schema` would write', () => {
  expect(written).toEqual(protocolSchema());
});

/** The lines of a real run as they left the program: no field dropped or filled in by a reader. */
async function saidBy(changes: object): Promise<{ type: string }[]> {
  const child = spawn(TRAINER, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(`${JSON.stringify({ cmd: 'start', config: { ...config(), ...changes } })}\n`);
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) said += text;
  return said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('every message of real runs keeps to it: one that passes, one that fails, with and without validation', async () => {
  const { data } = config();
  const kinds = new Set<string>();
  for (const changes of [{}, { data: { ...data, validation: 0.1 } }, { backend: 'tpu' }]) {
    for (const message of await saidBy(changes)) {
      expect(wrongs('message', message), JSON.stringify(message)).toEqual([]);
      kinds.add(message.type);
    }
  }
  expect([...kinds].sort()).toEqual(['epoch', 'error', 'hello', 'phase', 'progress', 'result']);
});

const shared = { train_limit: 0, validation: 0.2 };
const DATA = [
  { kind: 'synthetic', samples: 10, features: 2, classes: 2 },
  { kind: 'idx', path: '/data' },
  { kind: 'csv', path: '/t.csv', label: 'y', ...shared },
  { kind: 'images', path: '/p', image_size: 64, grey: true, ...shared },
] as const;

test('every kind of configuration keeps to it, with its defaults and without', () => {
  const { momentum, threads, warmup_steps, model, hidden, channels, gemm, activation, ...bare } = config();
  for (const data of DATA) {
    expect(wrongs('config', { ...bare, data })).toEqual([]);
    expect(wrongs('config', TrainerConfig.parse({ ...bare, data }))).toEqual([]);
    expect(wrongs('command', { cmd: 'start', config: { ...bare, data } })).toEqual([]);
  }
  expect(wrongs('command', { cmd: 'abort' })).toEqual([]);
  expect(wrongs('command', { cmd: 'stop' })).not.toEqual([]);
});

test('what the schema refuses the trainer refuses too, as a fault of the configuration', async () => {
  const { data } = config();
  const refused: object[] = [
    { batch_size: 0 },
    { batch_size: 1.5 },
    { epochs: '3' },
    { precision: 'fp64' },
    { optimiser: 'lion' },
    { learning_rate: 0 },
    { momentum: 1.5 },
    { dropout: 0.95 },
    { label_smoothing: -0.1 },
    { hidden: [0] },
    { channels: [] },
    { activation: 'tanh' },
    { seed: -1 },
    { seed: 2 ** 60 },
    { colour: 1 },
    { data: { ...data, validation: 0.6 } },
    { data: { ...data, path: '/x' } },
    { data: { ...data, classes: 1 } },
    { data: { kind: 'images', path: '/x', image_size: 3 } },
    { data: { kind: 'images', path: '/x', grey: 1 } },
    { data: { kind: 'csv', path: '/x' } },
  ];
  for (const changes of refused) {
    expect(wrongs('config', { ...config(), ...changes }), JSON.stringify(changes)).not.toEqual([]);
    const { outcome } = await train(changes);
    expect(outcome, JSON.stringify(changes)).toMatchObject({ kind: 'failed', code: 'config', exit_code: 2 });
  }
});
