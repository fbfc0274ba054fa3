// What the terminal program prints of files from others never acts on the terminal.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inert } from '../../core/words/inert.ts';
import { answered } from './in-process.ts';
import { dataDir } from './wattproof.ts';

const HOSTILE = '\u001b[2J\u001b]0;x\u0007\u009b1A\u202eevil\rover\bwritten';

/** Lines that are not what `inert` makes of them. */
const active = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string[] =>
  `${stdout}\n${stderr}`.split('\n').filter((line) => inert(line) !== line);

const designOf = (name: string, notes: string): string =>
  JSON.stringify({
    name,
    factors: { batch_size: [32, 64] },
    user_factors: {},
    data_sets: {},
    replicates: 2,
    data: { kind: 'synthetic', samples: 100, features: 4, classes: 2 },
    notes: [notes],
  });

test('a design whose name and notes act is shown, as text and as JSON', async () => {
  const path = join(dataDir(), 'd.json');
  writeFileSync(path, designOf(HOSTILE, `${HOSTILE}\nwattproof: all is well`));
  const said = await answered({ args: ['design', path] });
  expect(said).toMatchObject({ code: 0 });
  expect(said.stdout).toContain('\\x1b[2J');
  expect(active(said)).toEqual([]);
  const json = await answered({ args: ['design', path, '--json'] });
  expect(active(json)).toEqual([]);
  expect(JSON.parse(json.stdout).design.name).toBe(HOSTILE);
});

test('a table whose names and levels act is analysed', async () => {
  const path = join(dataDir(), 't.csv');
  const quoted = `"${HOSTILE}"`;
  const rows = [1, 2, 3, 4].flatMap((value) => [`${quoted},${value}`, `"b\n${HOSTILE}",${value + 1}`]);
  writeFileSync(path, `${quoted},y\n${rows.join('\n')}\n`);
  for (const more of [[], ['--json']]) {
    const said = await answered({ args: ['analyze', path, '--response', 'y', '--factor', HOSTILE, ...more] });
    expect(said).toMatchObject({ code: 0 });
    expect(active(said)).toEqual([]);
  }
});

test('refusals repeat a file without its force, in one line', async () => {
  const folder = dataDir();
  const design = join(folder, 'd.json');
  writeFileSync(design, JSON.stringify({ [HOSTILE]: 1, factors: { precision: [HOSTILE] } }));
  const table = join(folder, 't.csv');
  writeFileSync(table, `f,y\na,"${HOSTILE}"\n`);
  const calls = [
    ['design', design],
    ['design', `/nowhere/${HOSTILE}`],
    ['analyze', table, '--response', 'y', '--factor', 'f'],
    ['analyze', table, '--response', HOSTILE, '--factor', 'f'],
    [HOSTILE],
    ['run', `--${HOSTILE}`],
  ];
  for (const args of calls) {
    const said = await answered({ args });
    expect(said.code).toBeGreaterThan(0);
    expect(said.stderr.trimEnd()).not.toContain('\n');
    expect(active(said)).toEqual([]);
  }
});

test('only cli/output.ts writes to the terminal', () => {
  const folder = fileURLToPath(new URL('../../cli', import.meta.url));
  const others = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && name !== 'output.ts',
  );
  for (const name of others)
    expect(readFileSync(join(folder, name), 'utf8'), name).not.toMatch(
      /std(out|err)\.write\((?!'',)|console\./,
    );
});
