// Entry point of the command line: arguments in, exit code out.
import { catchCrashes, crash } from './crash.ts';
import { log } from './parts.ts';
import { answer } from './program.ts';

// A reader that stops early (`| head`) is no failure: the work goes on and its output is discarded.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

catchCrashes(log);

answer(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => crash(log, error),
);
