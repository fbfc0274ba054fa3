// Every attack of test:crash, a few times each; npm run test:crash strikes as often as wanted.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CRASH_ATTACKS } from './attacks.ts';
import { strike } from './runner.ts';

test.each(CRASH_ATTACKS)('$name: $what', async (listed) => {
  const { lost, injected } = await strike(listed, 1, listed.count.short);
  expect(lost).toEqual([]);
  expect(injected).toBeGreaterThan(0);
});

test('every module with an attack is listed once, under its own name', async () => {
  const modules = readdirSync(import.meta.dirname).filter(
    (file) =>
      file.endsWith('.ts') &&
      /^export (const|async function|function) attack\b/m.test(
        readFileSync(path.join(import.meta.dirname, file), 'utf8'),
      ),
  );
  const named = CRASH_ATTACKS.map(({ name }) => `${name}.ts`);
  expect(named.toSorted()).toEqual(modules.toSorted());
});
