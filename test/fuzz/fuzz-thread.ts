// The thread that feeds a parser; see target.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { AuditError } from '../../core/errors.ts';
import { randomOf } from '../crash/attack.ts';
import type { FuzzReport, FuzzTarget, FuzzTask } from './target.ts';

const { module, seed, begin, count, at } = workerData as FuzzTask;
const { target } = (await import(module)) as { target: FuzzTarget };

/** A refusal is one line for a person: no control characters, no stack. */
const MOST_CHARACTERS = 4000;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

const lost: string[] = [];
for (let i = begin; i < count; i++) {
  Atomics.store(at, 0, i);
  const input = target.make(randomOf(Math.imul(seed, 0x9e3779b1) ^ i));
  try {
    await target.feed(input);
  } catch (error) {
    const fault = faultOf(error);
    if (fault !== null) lost.push(`input ${i} of seed ${seed}: ${fault}`);
  }
}
parentPort?.postMessage({ lost } satisfies FuzzReport);

function faultOf(error: unknown): string | null {
  if (!(error instanceof AuditError)) return error instanceof Error ? String(error.stack) : String(error);
  if (error.code === 'internal') return `an internal error: ${error.message}`;
  if (CONTROLS.test(error.message)) return `control characters in: ${JSON.stringify(error.message)}`;
  if (error.message.length > MOST_CHARACTERS) return `a message of ${error.message.length} characters`;
  return null;
}
