// The thread that feeds a parser; see target.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { AuditError } from '../../core/errors.ts';
import { randomOf } from '../crash/attack.ts';
import type { FuzzReport, FuzzTarget, FuzzTask } from './target.ts';

const { module, seed, begin, count, at } = workerData as FuzzTask;
const { target } = (await import(module)) as { target: FuzzTarget };

/** A refusal is short, unless it repeats a long word of the input. */
const MOST_CHARACTERS = 12_000;

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
  if (/\n +at /.test(error.message)) return `a stack in: ${error.message}`;
  if (error.message.length > MOST_CHARACTERS) return `a message of ${error.message.length} characters`;
  return null;
}
