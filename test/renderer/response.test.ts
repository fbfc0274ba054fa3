// The badge at the verdict shows how the power behind the analysed values was obtained.
import { expect, test } from 'vitest';
import { RESPONSES } from '../../core/study/responses.ts';
import { kindOfValues } from '../../renderer/screens/results/response.ts';
import { ANALYSIS, STUDY } from './fake-app/study.ts';

const badgeOf = (response: string, kind: 'modelled' | 'none') =>
  kindOfValues({ ...STUDY, kind, analysis: { ...ANALYSIS, response } });

test('values derived from power carry the kind of their sources; others have no badge', () => {
  const badges = Object.fromEntries(RESPONSES.map(({ name }) => [name, badgeOf(name, 'modelled')]));
  expect(badges).toEqual({
    energy_tested_j: 'modelled',
    power_tested_w: 'modelled',
    duration_s: null,
    samples_per_s: null,
    carbon_g: 'modelled',
    accuracy: null,
    loss: null,
    energy_to_target_j: 'modelled',
  });
});

test('there is no badge without power readings or without an analysis', () => {
  expect(badgeOf('carbon_g', 'none')).toBeNull();
  expect(kindOfValues({ ...STUDY, kind: 'modelled', analysis: null })).toBeNull();
});
