// Faults to plant in the kernels, each of which the kernel tests must find: one exact piece of source and what takes its place.

import type { Mutation } from '../planted.ts';

export const MUTATIONS: readonly Mutation[] = [
  // Barriers, and copies under way.
  { file: 'gemm_tensor.h', from: '__syncthreads(); // everybody', to: '// everybody' },
  { file: 'gemm_tensor.h', from: 'wait_for_copies<STAGES - 2>()', to: 'wait_for_copies<STAGES - 1>()' },
  { file: 'gemm_tensor.h', from: 'wait_for_copies<0>();\n    __syncthreads();', to: 'wait_for_copies<0>();' },
  { file: 'gemm_tensor.h', from: '      __syncwarp();\n      write_slab', to: '      write_slab' },
  { file: 'gemm_simt.h', from: '__syncthreads();\n    int buffer = 0;', to: 'int buffer = 0;' },
  { file: 'gemm_simt.h', from: '      __syncthreads();\n    }\n    write(', to: '    }\n    write(' },
  { file: 'gemm_simt.h', from: '      __syncthreads();\n      write_slab', to: '      write_slab' },
  { file: 'sums.h', from: 'x += memory[warp];\n  __syncthreads();', to: 'x += memory[warp];' },
  { file: 'sums.h', from: '= sum;\n  __syncthreads();', to: '= sum;' },
  // Edges of matrices and splits.
  { file: 'gemm.h', from: 'if (r >= args.m || c >= args.n) continue;', to: 'if (c >= args.n) continue;' },
  { file: 'gemm.h', from: 'if (r >= args.m || c >= args.n) continue;', to: 'if (r >= args.m) continue;' },
  { file: 'gemm.h', from: 'end < args.k ? int(end) : args.k', to: 'args.k' },
  { file: 'gemm_tensor.h', from: 'along < limit && deep < k_end', to: 'along < limit' },
  { file: 'gemm_tensor.h', from: 'along < limit && deep < k_end', to: 'deep < k_end' },
  { file: 'gemm_simt.h', from: 'along < limit && deep < k_end', to: 'along < limit' },
  {
    file: 'gemm_tensor.h',
    from: '(range.end - range.begin + BK - 1) / BK',
    to: '(range.end - range.begin) / BK',
  },
  // Which lane holds what.
  {
    file: 'fragments.h',
    from: 'tile + (n + at.row + at.high * 8) * ld + k + at.low * 8',
    to: 'tile + (n + at.row + at.low * 8) * ld + k + at.high * 8',
  },
  {
    file: 'fragments.h',
    from: 'to[2] = __float_as_uint(corner[8])',
    to: 'to[2] = __float_as_uint(corner[7])',
  },
  { file: 'gemm_tensor.h', from: 'piece_b[j / 2][j % 2 * 2 + 1]', to: 'piece_b[j / 2][1]' },
  { file: 'tiles.h', from: 'rows_along_k ? 8 : 4; }', to: 'rows_along_k ? 0 : 4; }' },
  { file: 'fragments.h', from: 'piece[i] = round_to_tf32(piece[i]);', to: '(void)piece;' },
  // Numbers.
  { file: 'numbers.h', from: '(bits + 0x7fff + (bits >> 16 & 1)) >> 16', to: '(bits + 0x8000) >> 16' },
  { file: 'numbers.h', from: 'if (x != x) return {uint16_t(bits >> 16 | 0x40)};', to: '' },
  { file: 'activation.h', from: '? x : x != x ? x : 0', to: '? x : 0' },
  { file: 'activation.h', from: '0.39894228f', to: '0.3969f' },
  { file: 'dropout.h', from: 'uint64_t(args.state->batches)', to: '0' },
  // The batch.
  { file: 'gather.h', from: 'args.state->cursor + row', to: 'row' },
  { file: 'loss.h', from: 'place < best.place', to: 'place > best.place' },
  {
    file: 'loss.h',
    from: 'expf(logits[c] - best.value) / exponentials',
    to: 'expf(logits[c]) / exponentials',
  },
  { file: 'loss.h', from: '- rest * all', to: '' },
  { file: 'batch_end.h', from: '|| !isfinite(g.w)', to: '' },
  {
    file: 'batch_end.h',
    from: 'state.loss_scale > 2 ? state.loss_scale / 2 : 1',
    to: 'state.loss_scale / 2',
  },
  {
    file: 'batch_end.h',
    from: '++state.good_batches >= growth_interval',
    to: '++state.good_batches > growth_interval',
  },
  { file: 'batch_end.h', from: '  state.overflow = 0;\n', to: '' },
  // Optimisers.
  { file: 'optimisers.h', from: 'sqrtf(v / correct.second)', to: 'sqrtf(v / correct.first)' },
  { file: 'optimisers.h', from: 'else g += decay * w;', to: '' },
  { file: 'optimisers.h', from: 'store_copy4(args.copy, args.copy_format, place, w);', to: '' },
  { file: 'layerwise.h', from: 'gradient * unscale', to: 'gradient' },
  {
    file: 'layerwise.h',
    from: 'args.norms[2 * (whole.first_span + i) + 1]',
    to: 'args.norms[2 * whole.first_span + 1]',
  },
  {
    file: 'layerwise.h',
    from: 'whole.adapts && norms.weights > 0 && norms.step > 0 ? norms',
    to: 'whole.adapts ? norms',
  },
  // Images.
  { file: 'images.h', from: 'tap < args.kernel * args.kernel && y >= 0', to: 'y >= 0' },
  { file: 'images.h', from: 'to_y = y - ky + args.pad', to: 'to_y = y + ky - args.pad' },
  { file: 'images.h', from: 'value > best.value ||', to: 'value >= best.value ||' },
  { file: 'images.h', from: 'y / 2 < height && x / 2 < width', to: 'y / 2 < height' },
];
