// A study cut off at any byte: equal numbers, a doubt, or refused in one line.
import { truncateSync } from 'node:fs';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';
import { copies, goodNumbers, harmOf } from './recorded-study.ts';

/** Half of the cuts are in the last tenth, where most of the study is still there. */
export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const { good, fresh, remove } = await copies();
  const lost: string[] = [];
  try {
    const numbers = goodNumbers(fresh());
    for (let n = 0; n < count; n++) {
      const share = n % 2 === 0 ? random() : 0.9 + 0.1 * random();
      const length = Math.min(good.length - 1, Math.floor(share * good.length));
      const path = fresh();
      truncateSync(path, length);
      const harm = harmOf(path, numbers);
      if (harm !== null) lost.push(`cut at byte ${length} of ${good.length}: ${harm}`);
    }
  } finally {
    remove();
  }
  return { injected: count, survived: count - lost.length, lost };
}
