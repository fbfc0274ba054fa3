// Models the memory's power from its size alone, for machines without a readable DRAM counter.

const GB = 2 ** 30;
const W_PER_DIMM = { x86: 5, arm: 1.5 } as const;
const FLOOR_W = { x86: 10, arm: 3 } as const;
const DIMM_SIZES_GB = [128, 64, 32, 16, 8, 4] as const;
const MOST_DIMMS = 32;

export type RamFamily = keyof typeof W_PER_DIMM;

export const RAM_MODEL_REFERENCE =
  'CodeCarbon v3 memory model (modules x 5 W, fewer watts for the later ones)';

/**
 * Installed size in GiB from the size the kernel shows, which lacks what firmware and kernel reserve: the next
 * multiple of a sixteenth of the next power of two (15.5 -> 16, 251.5 -> 256, 376 -> 384).
 */
export function installedGb(memory_b: number): number {
  const shown_gb = memory_b / GB;
  if (!(shown_gb > 0)) throw new RangeError(`expected a memory size above 0 bytes, got ${memory_b}`);
  const step_gb = 2 ** Math.ceil(Math.log2(shown_gb)) / 16;
  return Math.ceil(shown_gb / step_gb) * step_gb;
}

/** Assumed number of memory modules in a machine with `total_gb` GiB (CodeCarbon v3). */
export function dimmCount(total_gb: number): number {
  if (total_gb <= 2) return 1;
  if (total_gb <= 16) return 2;
  if (total_gb <= 64) return 4;
  if (total_gb <= 128) return 8;
  const size_gb = DIMM_SIZES_GB.find((size) => size <= total_gb / 8) ?? 4;
  return Math.min(MOST_DIMMS, Math.ceil(total_gb / size_gb));
}

/**
 * Power in watts of `total_gb` GiB of installed memory (CodeCarbon v3): full power for the first four modules, 90 % for
 * the next four, 80 % up to sixteen, 70 % after that, never below a floor. Not monotonic in the size: fewer, larger
 * modules draw less.
 */
export function ramPowerW(total_gb: number, family: RamFamily = 'x86'): number {
  let modules = 0;
  for (let i = 0; i < dimmCount(total_gb); i++) modules += i < 4 ? 1 : i < 8 ? 0.9 : i < 16 ? 0.8 : 0.7;
  return Math.max(FLOOR_W[family], W_PER_DIMM[family] * modules);
}
