// Two letters to three, and null for what is no country.
import { expect, test } from 'vitest';
import { countryCode } from '../../../core/carbon/country-code.ts';

test.each([
  ['CY', 'CYP'],
  ['DE', 'DEU'],
  ['gb', 'GBR'],
  ['', null],
  ['C', null],
  ['419', null],
])('%j is %j', (two, three) => {
  expect(countryCode(two)).toBe(three);
});
