// The program that reads studies, in a process of its own: one that hangs, grows or crashes on a file is ended, and nothing
// else notices. Electron's utility process and a node child speak to their parents in different ways.
import { AuditError, messageOf } from '../../core/errors.ts';
import { READY, type StudyReply, type StudyRequest, studyAnswerer } from './protocol.ts';

/** The part of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  on(event: 'message', hear: (event: { data: StudyRequest }) => void): void;
  postMessage(message: StudyReply | typeof READY): void;
}

const port = (process as { parentPort?: ParentPort }).parentPort;
const send = (message: StudyReply | typeof READY): void => {
  if (port !== undefined) port.postMessage(message);
  else process.send?.(message);
};

const answer = studyAnswerer();

async function replyTo({ id, ask }: StudyRequest): Promise<void> {
  try {
    send({ id, ok: true, value: await answer(ask) });
  } catch (error) {
    const code = error instanceof AuditError ? error.code : null;
    const stack = code === null && error instanceof Error ? (error.stack ?? null) : null;
    send({ id, ok: false, code, message: messageOf(error), stack });
  }
}

if (port !== undefined) port.on('message', ({ data }) => void replyTo(data));
else process.on('message', (request: StudyRequest) => void replyTo(request));
send(READY);
