// The thread that reads studies: millions of readings take a while, and the window must not freeze meanwhile.
import { parentPort } from 'node:worker_threads';
import { AuditError, messageOf } from '../../core/errors.ts';
import type { StudyReply, StudyRequest } from './client.ts';
import { studyAnswerer } from './protocol.ts';

const answer = studyAnswerer();

/** One question at a time, in order. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', ({ id, ask }: StudyRequest) => {
  last = last.then(async () => parentPort?.postMessage(await replyTo(id, ask)));
});

async function replyTo(id: number, ask: StudyRequest['ask']): Promise<StudyReply> {
  try {
    return { id, ok: true, value: await answer(ask) };
  } catch (error) {
    const code = error instanceof AuditError ? error.code : null;
    const stack = code === null && error instanceof Error ? (error.stack ?? null) : null;
    return { id, ok: false, code, message: messageOf(error), stack };
  }
}
