// Starts the program that reads studies as a utility process of Electron, which works in an app that cannot run as node.
import { readFile } from 'node:fs/promises';
import { app, utilityProcess } from 'electron';
import type { ReaderProcess, StartReader } from '../engine/study-reader/client.ts';
import { MOST_HEAP_MB } from '../engine/study-reader/limits.ts';

const [PAGE_BYTES, KB] = [4096, 1024];

/** @param program path of the bundled program */
export const readerProcess = (program: string): StartReader => {
  return (): ReaderProcess => {
    const child = utilityProcess.fork(program, [], {
      serviceName: 'study reader',
      stdio: 'ignore',
      execArgv: [`--max-old-space-size=${MOST_HEAP_MB}`],
    });
    return {
      post: (request) => child.postMessage(request),
      onMessage: (hear) => void child.on('message', hear),
      onExit: (hear) => void child.once('exit', (code) => hear(`code ${code}`)),
      memoryBytes: () => memoryOf(child.pid),
      kill() {
        // Not a polite signal: a process inside a long call of SQLite would not answer it.
        if (child.pid === undefined) child.once('spawn', () => killNow(child.pid));
        else killNow(child.pid);
      },
    };
  };
};

function killNow(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

async function memoryOf(pid: number | undefined): Promise<number | null> {
  if (pid === undefined) return null;
  if (process.platform === 'linux')
    return readFile(`/proc/${pid}/statm`, 'latin1').then(
      (text) => Number(text.split(' ')[1]) * PAGE_BYTES,
      () => null,
    );
  const found = app.getAppMetrics().find((one) => one.pid === pid);
  return found === undefined ? null : found.memory.workingSetSize * KB;
}
