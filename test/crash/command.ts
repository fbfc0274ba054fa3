// The command behind test:crash and test:fuzz: reads its words, strikes, prints, and fills the table of a page.
import { readFileSync, writeFileSync } from 'node:fs';
import { refuseWords, type WordsGiven } from '../../build/words.ts';
import type { ListedAttack } from './attack.ts';
import { withFigures } from './figures-table.ts';
import { type AttackFigures, lineOf, strike, sumOf } from './runner.ts';

/** Lost attacks shown one by one; the rest is only counted. */
const MOST_SHOWN = 20;

/** The options of both commands, and how their help says them. */
export const ATTACK_OPTIONS = {
  seed: { type: 'string' },
  count: { type: 'string' },
  short: { type: 'boolean' },
  out: { type: 'string' },
} as const;

export const attackUsage = (script: string, attacks: readonly ListedAttack[]): string =>
  `npm run ${script} [-- NAME... --seed N --count N --short --out PAGE]
Attacks the product and counts what survives; exit code 1 when anything is lost.
--seed N    the same seed and count repeat an attack; 1 by default
--count N   how often each attack strikes; by default its long count, with --short its short one
--out PAGE  puts the figures into the table of a page, such as docs/reliability.md
NAME        any of:
${attacks.map(({ name, what, count }) => `  ${name.padEnd(16)} ${what} (${count.short}, ${count.long})`).join('\n')}`;

/** Runs what the words ask for; returns the exit code. */
export async function runCommand(
  heading: string,
  attacks: readonly ListedAttack[],
  { values, positionals, usage }: WordsGiven<typeof ATTACK_OPTIONS>,
): Promise<number> {
  const unknown = positionals.find((word) => !attacks.some(({ name }) => name === word));
  if (unknown !== undefined) refuseWords(`expected the name of an attack, got ${unknown}`, usage);
  const whole = (name: 'seed' | 'count'): number | null => {
    const text = values[name];
    if (text === undefined) return null;
    return /^\d{1,9}$/.test(text)
      ? Number(text)
      : refuseWords(`expected a whole number after --${name}, got ${text}`, usage);
  };
  const [seed, count] = [whole('seed') ?? 1, whole('count')];
  if (count === 0) refuseWords('expected at least 1 after --count, got 0', usage);
  const chosen =
    positionals.length === 0 ? attacks : attacks.filter(({ name }) => positionals.includes(name));
  const figures: AttackFigures[] = [];
  for (const listed of chosen) {
    const one = await strike(listed, seed, count ?? listed.count[values.short ? 'short' : 'long']);
    figures.push(one);
    process.stdout.write(`${lineOf(one)}\n`);
    for (const line of one.lost.slice(0, MOST_SHOWN)) process.stdout.write(`  lost: ${line}\n`);
    if (one.lost.length > MOST_SHOWN) process.stdout.write(`  and ${one.lost.length - MOST_SHOWN} more\n`);
  }
  process.stdout.write(`${sumOf(figures)}\n`);
  if (values.out !== undefined) {
    const date = new Date().toISOString().slice(0, 10);
    writeFileSync(values.out, withFigures(readFileSync(values.out, 'utf8'), heading, figures, date));
  }
  return figures.every(({ lost }) => lost.length === 0) ? 0 : 1;
}
