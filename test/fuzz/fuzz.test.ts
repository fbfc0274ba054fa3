// Every parser with some damaged input; npm run test:fuzz tries as much as wanted.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { strike } from '../crash/runner.ts';
import { FUZZ_ATTACKS } from './attacks.ts';

test.each(FUZZ_ATTACKS)('$name: $what', async (listed) => {
  const { lost, injected } = await strike(listed, 1, listed.count.short);
  expect(lost).toEqual([]);
  expect(injected).toBeGreaterThan(0);
});

test('every module with an attack is listed once, under its own name', async () => {
  const modules = readdirSync(import.meta.dirname).filter((file) =>
    /^export (const|async function|function) attack\b/m.test(
      readFileSync(path.join(import.meta.dirname, file), 'utf8'),
    ),
  );
  const named = FUZZ_ATTACKS.map(({ name }) => `${name}.ts`);
  expect(named.toSorted()).toEqual(modules.toSorted());
});
