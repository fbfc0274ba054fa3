// Prints how far the clocks of a study ran apart; see clock-residuals.ts.
import { readWords } from '../../build/words.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { clockDrift } from './clock-residuals.ts';

const [path = ''] = readWords({
  usage:
    'node test/soak/clock-drift.ts STUDY\nPrints the drift between the clocks of a study, raw and after anchoring.',
  least: 1,
  most: 1,
});
const study = openStudyFile(path, 'read');
const anchors = study.db.prepare('select t_ns, unix_ms from anchor order by t_ns').all() as {
  t_ns: number;
  unix_ms: number;
}[];
closeStudyFile(study);
process.stdout.write(`${JSON.stringify(clockDrift(anchors))}\n`);
