// The bits of NVML's clocks-event reasons in words.
import { expect, test } from 'vitest';
import { slowdownWords } from '../../../core/guards/slowdown-words.ts';

test.each([
  [null, null],
  [0, []],
  [0x01, []],
  [0x04, ['at its power limit']],
  [0x08 | 0x40, ['slowed down by hardware', 'slowed down by heat (hardware)']],
  [0x20 | 0x80, ['slowed down by heat (software)', 'slowed down by its power supply']],
])('%j', (mask, words) => {
  expect(slowdownWords(mask)).toEqual(words);
});
