// Every flag the measuring code can set has words; one of a later version is at least spelt out.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { flagWords, KNOWN_FLAGS } from '../../../core/words/flags.ts';

const ENERGY = fileURLToPath(new URL('../../../core/energy/', import.meta.url));

test('every flag that a phase can carry is known', () => {
  const text = readdirSync(ENERGY)
    .map((file) => readFileSync(ENERGY + file, 'utf8'))
    .join('\n');
  const set = [...text.matchAll(/flags\.add\('(\w+)'\)|flag: '(\w+)'/g)].map(
    ([, added, given]) => added ?? given,
  );
  expect(set.length).toBeGreaterThan(4);
  for (const flag of set) expect(KNOWN_FLAGS).toContain(flag);
});

test('each has a label without underscores and a sentence', () => {
  for (const flag of KNOWN_FLAGS) {
    const { label, meaning } = flagWords(flag);
    expect(label).toMatch(/^[a-z ]+$/);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
  }
});

test('an unknown one is spelt out', () => {
  expect(flagWords('phase_of_the_moon')).toEqual({ label: 'phase of the moon', meaning: '' });
});
