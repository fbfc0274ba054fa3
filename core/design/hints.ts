// Hints about levels that are worth knowing before a run and are no errors.
import type { Precision } from '../trainer-protocol.ts';

/** Formats whose products tensor cores compute. */
const ON_TENSOR_CORES: readonly Precision[] = ['tf32', 'fp16_mixed', 'bf16_mixed'];

/**
 * Sizes that leave tensor cores partly idle: batch size and width of a layer are sides of the matrix products, which
 * tensor cores compute in tiles whose sides are multiples of 8 (NVIDIA, Deep Learning Performance: Matrix
 * Multiplication, "Tensor Core requirements"). Null for a backend other than `cuda`, fp32 alone or another factor.
 */
export function tensorCoreHint(
  factor: string,
  levels: readonly number[],
  { backend, precisions }: { readonly backend: string; readonly precisions: readonly string[] },
): string | null {
  if (backend !== 'cuda' || (factor !== 'batch_size' && factor !== 'neurons')) return null;
  if (!ON_TENSOR_CORES.some((one) => precisions.includes(one))) return null;
  const odd = levels.filter((level) => level % 8 !== 0);
  if (odd.length === 0) return null;
  return `${odd.join(', ')}: not a multiple of 8, so part of the tensor cores stays idle and the saving of a shorter format looks smaller than it is`;
}

/** Explains fp32 where it is compared with shorter formats on a GPU; null where it is not. */
export function strictFp32Hint(backend: string, precisions: readonly string[]): string | null {
  if (backend !== 'cuda' || !precisions.includes('fp32') || precisions.length < 2) return null;
  return precisions.includes('tf32')
    ? 'fp32 is strict 32-bit arithmetic here; TF32, a separate level, rounds the inputs of products to 19 bits.'
    : 'fp32 is strict 32-bit arithmetic here. “32-bit” in other frameworks may mean TF32, which is a separate level: add it to compare with them.';
}
