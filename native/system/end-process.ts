// Ends this process without waiting for its threads, which may hang in a driver for ever.
import koffi from 'koffi';

/** Returns only where the system's library cannot be called; the process then exits through node. */
export function endProcessNow(code: number, platform: NodeJS.Platform = process.platform): void {
  try {
    if (platform === 'win32') {
      const kernel = koffi.load('kernel32.dll');
      const self = kernel.func('GetCurrentProcess', 'void *', []);
      kernel.func('TerminateProcess', 'int', ['void *', 'unsigned int'])(self(), code);
    } else koffi.load(null).func('_exit', 'void', ['int'])(code);
  } catch {
    // Node's own exit waits for the thread: slow, but nothing is lost.
  }
}
