// What all three products of a layer share, whatever multiplies: operands as stored, tiles of them, and the way out.
#pragma once
#include "activation.h"

namespace device {

enum class product {
  forward,         // a [m][k]  b [k][n]
  input_gradient,  // a [m][k]  b [n][k]
  weight_gradient, // a [k][m]  b [k][n]
};
constexpr bool a_by_k(product which) { return which == product::weight_gradient; } // a's rows run along k
constexpr bool b_by_k(product which) { return which != product::input_gradient; }

// Which part of the summed dimension a block works on: all of it but for split weight gradients.
struct k_range {
  int begin, end;
};
template <product which> __device__ __forceinline__ k_range range_of_block(const gemm_args &args) {
  if (which != product::weight_gradient) return {0, args.k};
  const int64_t begin = int64_t(blockIdx.z) * args.k_per_split, end = begin + args.k_per_split;
  return {begin < args.k ? int(begin) : args.k, end < args.k ? int(end) : args.k};
}

// Writes finished numbers from shared memory: slab [rows][slab_ld], its corner at (row, column) of the result. The threads
// named go through it four numbers at a time, neighbours next to each other, so that global memory sees whole lines.
template <class number, product which>
__device__ __forceinline__ void write_slab(const gemm_args &args, const dropout &drop, const float *slab, int slab_ld, int slab_rows,
                                           int slab_columns, int row, int column, int thread, int threads) {
  const int per_row = slab_columns / 4;
#pragma unroll 1
  for (int i = thread; i < slab_rows * per_row; i += threads) {
    const int r = row + i / per_row, c = column + i % per_row * 4;
    if (r >= args.m || c >= args.n) continue;
    const int64_t place = int64_t(r) * args.ldc + c;
    float4 x = load4(slab + i / per_row * slab_ld + i % per_row * 4);
    if (which == product::weight_gradient) {
      store4(args.out_fp32 + int64_t(blockIdx.z) * args.m * args.ldc + place, x);
      continue;
    }
    if (which == product::forward) x = end_forward<number>(args, drop, place, c, x);
    if (which == product::input_gradient) x = end_backward<number>(args, drop, place, x);
    if (args.out_fp32) store4(args.out_fp32 + place, x);
    else store4(static_cast<number *>(args.out) + place, x);
  }
}

} // namespace device
