// Sums in a fixed order: over the threads of a block, over the parts of a split product, over the rows of a matrix.
#pragma once
#include "numbers.h"

namespace device {

template <class number> __device__ __forceinline__ number warp_sum(number x) {
#pragma unroll
  for (int distance = WARP / 2; distance > 0; distance /= 2) x += __shfl_xor_sync(ALL_LANES, x, distance);
  return x;
}

// The same for every thread. `memory` holds a number a warp, and may be used again at once.
template <int THREADS, class number> __device__ __forceinline__ number block_sum(number x, number *memory) {
  x = warp_sum(x);
  if (threadIdx.x % WARP == 0) memory[threadIdx.x / WARP] = x;
  __syncthreads();
  x = 0;
#pragma unroll
  for (int warp = 0; warp < THREADS / WARP; warp++) x += memory[warp];
  __syncthreads();
  return x;
}

__device__ inline void reduce_partials(const reduce_args &args) {
  const int64_t place = global_thread() * 4;
  if (place >= args.count) return;
  float4 sum = load4(args.partials + place);
  for (int split = 1; split < args.splits; split++) {
    const float4 part = load4(args.partials + split * args.count + place);
    sum = {sum.x + part.x, sum.y + part.y, sum.z + part.z, sum.w + part.w};
  }
  store4(args.out + place, sum);
}

// Lane l of each warp takes column l, warp w every eighth row; then the warps' sums are added in their order.
template <class number> __device__ void column_sums(const column_sums_args &args) {
  constexpr int WARPS = COLUMN_SUMS_THREADS / COLUMN_SUMS_WIDTH;
  SHARED(float, of_warp, COLUMN_SUMS_THREADS);
  const int lane = threadIdx.x % WARP, warp = threadIdx.x / WARP, column = int(blockIdx.x) * COLUMN_SUMS_WIDTH + lane;
  const int64_t begin = int64_t(blockIdx.y) * args.rows_per_chunk, all = begin + args.rows_per_chunk;
  const int64_t end = all < args.rows ? all : args.rows;
  float sum = 0;
  if (column < args.n)
    for (int64_t row = begin + warp; row < end; row += WARPS) sum += to_float(static_cast<const number *>(args.in)[row * args.ld + column]);
  of_warp[threadIdx.x] = sum;
  __syncthreads();
  if (warp > 0 || column >= args.n) return;
  for (int other = 1; other < WARPS; other++) sum += of_warp[other * WARP + lane];
  args.out[int64_t(blockIdx.y) * args.n + column] = sum;
}

} // namespace device
