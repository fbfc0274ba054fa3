// Hints beside levels: tensor cores' multiples of 8, what fp32 means; and silence where they do not apply.
import { expect, test } from 'vitest';
import { strictFp32Hint, tensorCoreHint } from '../../../core/design/hints.ts';

const MIXED = { backend: 'cuda', precisions: ['fp32', 'fp16_mixed'] };

test('sizes that are no multiples of 8 are named', () => {
  expect(tensorCoreHint('batch_size', [32, 100, 30], MIXED)).toMatch(/^100, 30: not a multiple of 8/);
  expect(tensorCoreHint('neurons', [33], MIXED)).toMatch(/^33: /);
});

test('silence on multiples of 8, on the CPU, of fp32 alone and of other factors', () => {
  expect(tensorCoreHint('batch_size', [8, 64], MIXED)).toBeNull();
  expect(tensorCoreHint('batch_size', [100], { ...MIXED, backend: 'cpu' })).toBeNull();
  expect(tensorCoreHint('batch_size', [100], { ...MIXED, precisions: ['fp32'] })).toBeNull();
  expect(tensorCoreHint('epochs', [3], MIXED)).toBeNull();
});

test('fp32 against others is explained as strict, TF32 as a separate level', () => {
  expect(strictFp32Hint('cuda', ['fp32', 'bf16_mixed'])).toMatch(/add it to compare/);
  expect(strictFp32Hint('cuda', ['fp32', 'tf32'])).toMatch(/rounds the inputs of products to 19 bits/);
  expect(strictFp32Hint('cuda', ['fp32'])).toBeNull();
  expect(strictFp32Hint('cpu', ['fp32', 'bf16_mixed'])).toBeNull();
});
