// Entries typed off a wall meter, and the readings made of them.
import { expect, test } from 'vitest';
import { WallEntry, wallReading } from '../../../core/study/wall-entry.ts';

test('watts and the counter are kept in W and J, at the moment they were read', () => {
  expect(wallReading({ power_w: 81.5, age_s: 2 }, 3, 10e9)).toEqual({
    trial: 3,
    t_ns: 8e9,
    power_w: 81.5,
    energy_j: null,
    method: 'typed',
  });
  expect(wallReading({ energy_kwh: 0.5, age_s: 0 }, null, 1)).toMatchObject({
    trial: null,
    power_w: null,
    energy_j: 1_800_000,
  });
});

test.each([
  [{ age_s: 0 }],
  [{ power_w: -1, age_s: 0 }],
  [{ power_w: Number.NaN, age_s: 0 }],
  [{ power_w: 1e6, age_s: 0 }],
  [{ power_w: 80, energy_kwh: 1, age_s: 0 }],
  [{ energy_kwh: '12', age_s: 0 }],
  [{ power_w: 80 }],
  [{ power_w: 80, age_s: -1 }],
])('%j is refused in one line', (entry) => {
  const said = WallEntry.safeParse(entry);
  expect(said.success).toBe(false);
  expect(said.error?.issues[0]?.message).toMatch(/^expected watts/);
});
