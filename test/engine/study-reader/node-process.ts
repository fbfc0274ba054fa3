// The program that reads studies as a child of node, where the window has a utility process of Electron.
import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ReaderProcess, StartReader } from '../../../engine/study-reader/client.ts';
import { MOST_HEAP_MB } from '../../../engine/study-reader/limits.ts';

const PROGRAM = fileURLToPath(new URL('../../../engine/study-reader/program.ts', import.meta.url));
const PAGE_BYTES = 4096;

export const nodeReader =
  (program = PROGRAM): StartReader =>
  (): ReaderProcess => {
    const child = fork(program, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${MOST_HEAP_MB}`],
    });
    // A message to a process that has just died is no fault: its end is told by `exit`.
    child.on('error', () => {});
    return {
      post: (request) => void child.send(request, () => {}),
      onMessage: (hear) => void child.on('message', hear as (message: unknown) => void),
      onExit: (hear) =>
        void child.once('exit', (code, signal) => hear(signal === null ? `code ${code}` : signal)),
      memoryBytes: () =>
        readFile(`/proc/${child.pid}/statm`, 'latin1').then(
          (text) => Number(text.split(' ')[1]) * PAGE_BYTES,
          () => null,
        ),
      kill: () => void child.kill('SIGKILL'),
    };
  };
