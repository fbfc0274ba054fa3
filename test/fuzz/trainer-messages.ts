// Damaged output of a trainer, in chunks cut anywhere: each line is a message of the protocol or refused in words.
import { StringDecoder } from 'node:string_decoder';
import { AuditError } from '../../core/errors.ts';
import { LineCutter, parseLine } from '../../native/trainer/message-lines.ts';
import { below, damagedBytes } from './damage.ts';
import { type FuzzTarget, fuzzing } from './target.ts';

const MESSAGES = [
  {
    type: 'hello',
    proto: 1,
    version: '0.1.0',
    backends: [
      { name: 'cpu', available: true, device: 'CPU', precisions: ['fp32'], reason: null, isa: 'avx2' },
    ],
    t_ns: 1,
  },
  { type: 'phase', name: 'load', edge: 'begin', t_ns: 5 },
  { type: 'progress', epoch: 1, samples_done: 64, samples_total: 1e9, t_ns: 1e15 },
  {
    type: 'epoch',
    epoch: 3,
    t_begin_ns: 1,
    t_end_ns: 2,
    samples: 10,
    train_loss: 0.1,
    train_accuracy: 1,
    skipped_steps: null,
    loss_scale: null,
  },
  {
    type: 'result',
    backend: 'cpu',
    device: 'CPU',
    isa: 'avx2',
    threads: 2,
    parameters: 100,
    train_samples: 10,
    samples_per_s: 1e5,
    train_loss: 0.1,
    test_loss: 0.2,
    test_accuracy: 0.9,
    weights_hash: '0123456789abcdef',
    t_ns: 9,
  },
  { type: 'error', code: 'data', message: 'cannot read é "😀"\\ä\n.png' },
];
const output = Buffer.from(MESSAGES.map((message) => `${JSON.stringify(message)}\n`).join(''));

export const target: FuzzTarget<readonly Buffer[]> = {
  make(random) {
    const bytes = damagedBytes(output, random);
    const chunks: Buffer[] = [];
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + below(random, 200);
      chunks.push(bytes.subarray(at, at + size));
      at += size;
    }
    return chunks;
  },
  feed(chunks) {
    const refusals: string[] = [];
    const cutter = new LineCutter((line) => {
      const parsed = parseLine(line);
      if (parsed.kind === 'rubbish') refusals.push(parsed.why);
    });
    const decoder = new StringDecoder('utf8');
    for (const chunk of chunks) cutter.push(decoder.write(chunk));
    cutter.push(decoder.end());
    const worst = refusals.find((why) => /[\u0000-\u001f]/.test(why) || why.length > 1000) ?? refusals[0];
    if (worst !== undefined) throw new AuditError('trainer', worst);
  },
};
export const attack = fuzzing(import.meta.url);
