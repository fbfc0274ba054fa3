// Damaged CSV tables: the example, and tables with other separators and quotes. One that is still a table is analysed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseTidyCsv } from '../../core/csv/parse-tidy-csv.ts';
import { analyse } from '../../core/statistics/analyse.ts';
import { below, damagedText, pick } from './damage.ts';
import { type FuzzTarget, fuzzing } from './target.ts';

const example = readFileSync(
  fileURLToPath(new URL('../../examples/first-try.csv', import.meta.url)),
  'utf8',
).trimEnd();
const [header = ''] = example.split('\n');
const columns = header.split(',');
const quoted = example.replaceAll(/[^,\n]+/g, '"$&"');
const TEXTS = [example, example.replaceAll(',', ';').replaceAll('.', ','), quoted, `\ufeff${example}\r\n`];

interface Input {
  /** Cut anywhere, as a file is read. */
  readonly chunks: readonly string[];
  readonly response: string;
  readonly factors: readonly string[];
}

export const target: FuzzTarget<Input> = {
  make(random) {
    const text = damagedText(pick(random, TEXTS), random);
    const cut = below(random, text.length + 1);
    const response = random() < 0.7 ? 'energy_cpu_j' : pick(random, columns);
    const factors = columns.filter((name) => name !== response && random() < 0.25);
    return { chunks: [text.slice(0, cut), text.slice(cut)], response, factors };
  },
  feed({ chunks, response, factors }) {
    analyse(parseTidyCsv(chunks, { response, factors }), { alpha: 0.05 });
  },
};
export const attack = fuzzing(import.meta.url);
