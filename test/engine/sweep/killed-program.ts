// A sweep in a separate process, for the test that kills it.
import { readWords } from '../../../build/words.ts';
import { runSweep } from '../../../engine/sweep/sweep.ts';
import { testParts } from '../parts.ts';
import { tinyDesign } from '../tiny-design.ts';

const USAGE = `node test/engine/sweep/killed-program.ts STUDY POWERCAP_FOLDER
Runs a long sweep into STUDY and prints a line whenever it trains.`;
const [study_path = '', powercap_root = ''] = readWords({ usage: USAGE, least: 2, most: 2 });
const variables = { WATTPROOF_POWERCAP_ROOT: powercap_root };
await runSweep(testParts({ variables }), {
  design: tinyDesign({ factors: { batch_size: [32, 128], neurons: [256], epochs: [5000] } }),
  study_path,
  signal: new AbortController().signal,
  onProgress: (progress) => {
    if (progress.phase === 'train') process.stdout.write('training\n');
  },
});
