// Entry point of the command line: arguments in, exit code out.
import { catchCrashes, crash } from './crash.ts';
import { log } from './parts.ts';
import { answer } from './program.ts';

// A reader that stops early (`| head`) and a terminal that is closed are no failures: the work goes on or ends in order, and
// its output is discarded.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });

catchCrashes(log);

answer(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => crash(log, error),
);
