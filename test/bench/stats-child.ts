// One round of `npm run bench:stats` in a process of its own: reads FILE and analyses it; one line of JSON with the milliseconds.
import { readWords } from '../../build/words.ts';
import { textChunks } from '../../cli/text-chunks.ts';
import { parseTidyCsv } from '../../core/csv/parse-tidy-csv.ts';
import { analyse } from '../../core/statistics/analyse.ts';

export interface StatsRound {
  readonly read_ms: number;
  /** The first in the process, with its compiling. */
  readonly analyse_ms: number;
  /** The fifth. */
  readonly again_ms: number;
}

const USAGE = `node test/bench/stats-child.ts FILE
Reads and analyses FILE; one round of npm run bench:stats.`;
const [path = ''] = readWords({ usage: USAGE, least: 1, most: 1 });
const timed = <T>(work: () => T): readonly [number, T] => {
  const begin_ms = performance.now();
  const made = work();
  return [performance.now() - begin_ms, made];
};
const factors = ['precision', 'batch_size', 'optimizer', 'width'];
const [read_ms, table] = timed(() =>
  parseTidyCsv(textChunks(path, 'a CSV file'), { response: 'energy_j', factors }),
);
const all_ms = Array.from({ length: 5 }, () => timed(() => analyse(table))[0]);
const round: StatsRound = { read_ms, analyse_ms: all_ms[0] ?? 0, again_ms: all_ms.at(-1) ?? 0 };
process.stdout.write(`${JSON.stringify(round)}\n`);
