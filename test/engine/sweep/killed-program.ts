// A sweep in a process of its own, for the test that kills it.
import { runSweep } from '../../../engine/sweep/sweep.ts';
import { testParts } from '../parts.ts';
import { tinyDesign } from '../tiny-design.ts';

const variables = { WATTPROOF_POWERCAP_ROOT: process.argv[3] as string };
await runSweep(testParts({ variables }), {
  design: tinyDesign({ factors: { batch_size: [32, 128], neurons: [256], epochs: [5000] } }),
  study_path: process.argv[2] as string,
  signal: new AbortController().signal,
  onProgress: (progress) => {
    if (progress.phase === 'train') process.stdout.write('training\n');
  },
});
