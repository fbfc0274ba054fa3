// The first sentence of a verdict ends before a capital letter, not after an abbreviation.
import { expect, test } from 'vitest';
import { firstSentence } from '../../../core/words/first-sentence.ts';

test.each([
  ['It is less. The rest follows.', 'It is less.', 'The rest follows.'],
  ['F(1, 18) = 4.41, p = .05 and so on. Then more.', 'F(1, 18) = 4.41, p = .05 and so on.', 'Then more.'],
  ['Is it? Élan vital.', 'Is it?', 'Élan vital.'],
  ['no end', 'no end', ''],
])('%s', (text, first, rest) => {
  expect(firstSentence(text)).toEqual([first, rest]);
});
