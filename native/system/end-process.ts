// Ends this process without waiting for its threads, which a driver may never give back.
import koffi from 'koffi';

/** Returns only where the system's library cannot be called; the process then ends in node's way. */
export function endProcessNow(code: number, platform: NodeJS.Platform = process.platform): void {
  try {
    if (platform === 'win32') {
      const kernel = koffi.load('kernel32.dll');
      const self = kernel.func('GetCurrentProcess', 'void *', []);
      kernel.func('TerminateProcess', 'int', ['void *', 'unsigned int'])(self(), code);
    } else koffi.load(null).func('_exit', 'void', ['int'])(code);
  } catch {
    // Node's own way waits for the thread: slow, but nothing is lost by it.
  }
}
