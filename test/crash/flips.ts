// One byte of a study changed in one bit: equal numbers, a doubt, or refused in one line.
import { writeFileSync } from 'node:fs';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';
import { copies, goodNumbers, harmOf } from './recorded-study.ts';

export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const { good, path, fresh, remove } = await copies();
  const lost: string[] = [];
  try {
    const numbers = goodNumbers(fresh());
    for (let n = 0; n < count; n++) {
      const offset = Math.floor(random() * good.length);
      const bit = Math.floor(random() * 8);
      const bytes = Buffer.from(good);
      bytes[offset] = (bytes[offset] as number) ^ (1 << bit);
      fresh();
      writeFileSync(path, bytes);
      const harm = harmOf(path, numbers);
      if (harm !== null) lost.push(`bit ${bit} of byte ${offset}: ${harm}`);
    }
  } finally {
    remove();
  }
  return { injected: count, survived: count - lost.length, lost };
}
