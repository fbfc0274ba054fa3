// The runner counts what it is told, and loses what throws or does not add up; its figures replace their row of the table.
import { expect, test } from 'vitest';
import { type Attack, type ListedAttack, randomOf } from './attack.ts';
import { withFigures } from './figures-table.ts';
import { lineOf, strike, sumOf } from './runner.ts';

const listed = (attack: Attack): ListedAttack => ({
  name: 'made-up',
  what: 'nothing',
  count: { short: 1, deep: 2, long: 3 },
  load: async () => ({ attack }),
});

test('an attack hears its seed and count, and its figures come out', async () => {
  const one = await strike(
    listed(async ({ seed, count }) => ({ injected: count, survived: count - 1, lost: [`seed ${seed}`] })),
    7,
    20,
  );
  expect(one).toMatchObject({ name: 'made-up', injected: 20, survived: 19, lost: ['seed 7'], seed: 7 });
  expect(lineOf({ ...one, duration_s: 1.25 })).toBe(
    'made-up: 20 injected, 19 survived, 1 lost, 1.3 s, seed 7',
  );
  expect(sumOf([one, one])).toMatch(/^2 attacks: 40 injected, 38 survived, 2 lost, \d+\.\d s$/);
});

test.each<[string, Attack, string]>([
  ['that throws', () => Promise.reject(new Error('a\nb')), 'broke off: a b'],
  ['that injects nothing', async () => ({ injected: 0, survived: 0, lost: [] }), 'add up'],
  ['whose counts differ', async () => ({ injected: 3, survived: 2, lost: [] }), 'add up'],
])('an attack %s is lost', async (_, attack, why) => {
  const { lost } = await strike(listed(attack), 1, 3);
  expect(lost).toEqual([expect.stringContaining(why)]);
});

test('equal seeds draw equal numbers, all of them in [0, 1) and well spread', () => {
  const [a, b, other] = [randomOf(5), randomOf(5), randomOf(6)];
  const drawn = Array.from({ length: 1000 }, a);
  expect(Array.from({ length: 1000 }, b)).toEqual(drawn);
  expect(other()).not.toBe(drawn[0]);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
  expect(drawn.reduce((sum, x) => sum + x) / 1000).toBeCloseTo(0.5, 1);
});

test('figures make a table under their heading, replace their own row and keep the others', () => {
  const figures = { name: 'b', injected: 5, survived: 5, lost: [], duration_s: 2, seed: 1 };
  const page = '# Page\n\n## Crashes\n\nWords.\n\n## Next\n\nMore.\n';
  const once = withFigures(page, '## Crashes', [{ ...figures, name: 'a' }, figures], '2026-01-01');
  const again = withFigures(once, '## Crashes', [{ ...figures, injected: 6 }], '2026-01-02');
  const rows = again.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toHaveLength(2);
  expect(rows[0]).toContain('| `a` | 5 | 5 | 0 | 2.0 s | 1 | 2026-01-01 |');
  expect(rows[1]).toContain('| `b` | 6 | 5 | 0 | 2.0 s | 1 | 2026-01-02 |');
  expect(again).toMatch(/^# Page\n\n## Crashes\n\nWords\.\n\n\| attack [\s\S]*\|\n\n## Next\n\nMore\.\n$/);
  expect(() => withFigures(page, '## Gone', [figures], '')).toThrow(/## Gone/);
});
