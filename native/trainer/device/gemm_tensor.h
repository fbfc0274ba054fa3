// Products on tensor cores: operands of 16 bits or TF32, sums in fp32. STAGES tiles of k are under way at once (cp.async),
// so that the wait for memory hides behind the products.
#pragma once
#include "fragments.h"
#include "gemm.h"
#include "tiles.h"

namespace device {

template <class number, product which, int BM, int BN, int BK, int WM, int WN, int STAGES> struct gemm_tensor {
  using pieces = fragments<number>;
  static constexpr int THREADS = WARP * (BM / WM) * (BN / WN);
  static constexpr bool A_BY_K = a_by_k(which), B_BY_K = b_by_k(which);
  static constexpr int BYTES = sizeof(number), PER_COPY = 16 / BYTES;
  static constexpr int LDA = (A_BY_K ? BM : BK) + row_padding(BYTES, A_BY_K), LDB = (B_BY_K ? BN : BK) + row_padding(BYTES, B_BY_K);
  static constexpr int TILE_A = tile_numbers(BM, BK, BYTES, A_BY_K), STAGE = TILE_A + tile_numbers(BN, BK, BYTES, B_BY_K);
  static constexpr int PIECES_M = WM / 16, PIECES_N = WN / 8;
  static constexpr int SLAB_LD = WN + 8, SLAB_ROWS = slab_rows(WM);

  // Begins to copy a tile, W wide along m or n; what lies outside the operand becomes zero.
  template <bool by_k, int W> static __device__ __forceinline__ void begin_tile(number *to, int to_ld, const number *from, int ld, int first, int limit, int k, int k_end) {
    constexpr int PER_ROW = (by_k ? W : BK) / PER_COPY, COPIES = W * BK / PER_COPY;
    static_assert(COPIES % THREADS == 0);
#pragma unroll
    for (int v = 0; v < COPIES / THREADS; v++) {
      const int i = threadIdx.x + v * THREADS, r = i / PER_ROW, c = i % PER_ROW * PER_COPY;
      const int along = first + (by_k ? c : r), deep = k + (by_k ? r : c);
      const bool inside = along < limit && deep < k_end;
      const int64_t place = by_k ? int64_t(deep) * ld + along : int64_t(along) * ld + deep;
      copy_async_16(to + r * to_ld + c, inside ? from + place : from, inside);
    }
  }

  static __device__ __forceinline__ void run(const gemm_args &args) {
    DYNAMIC_SHARED(memory);
    number *stages = reinterpret_cast<number *>(memory);
    const number *a = static_cast<const number *>(args.a), *b = static_cast<const number *>(args.b);
    const int row = int(blockIdx.x) * BM, column = int(blockIdx.y) * BN, warp = threadIdx.x / WARP;
    const int warp_row = warp / (BN / WN) * WM, warp_column = warp % (BN / WN) * WN;
    const k_range range = range_of_block<which>(args);
    const int tiles = (range.end - range.begin + BK - 1) / BK;
    float sum[PIECES_M][PIECES_N][4] = {};

    const auto begin_stage = [&](int tile) {
      if (tile < tiles) {
        number *to = stages + tile % STAGES * STAGE;
        const int k = range.begin + tile * BK;
        begin_tile<A_BY_K, BM>(to, LDA, a, args.lda, row, args.m, k, range.end);
        begin_tile<B_BY_K, BN>(to + TILE_A, LDB, b, args.ldb, column, args.n, k, range.end);
      }
      commit_copies(); // an empty group keeps the count
    };
#pragma unroll 1
    for (int tile = 0; tile < STAGES - 1; tile++) begin_stage(tile);
    for (int tile = 0; tile < tiles; tile++) {
      wait_for_copies<STAGES - 2>();
      __syncthreads(); // everybody's copies of this tile have come, and nobody reads the one before it any more
      begin_stage(tile + STAGES - 1);
      const number *tile_a = stages + tile % STAGES * STAGE, *tile_b = tile_a + TILE_A;
#pragma unroll
      for (int k = 0; k < BK; k += pieces::STEP) multiply_step(sum, tile_a, tile_b, warp_row, warp_column, k);
    }
    wait_for_copies<0>();
    __syncthreads();
    write(args, sum, reinterpret_cast<float *>(memory) + warp * SLAB_ROWS * SLAB_LD, row + warp_row, column + warp_column);
  }

  static __device__ __forceinline__ void multiply_step(float (&sum)[PIECES_M][PIECES_N][4], const number *tile_a, const number *tile_b, int warp_row, int warp_column, int k) {
    uint32_t piece_a[PIECES_M][4], piece_b[PIECES_N / 2][4];
#pragma unroll
    for (int i = 0; i < PIECES_M; i++) pieces::template load_a<A_BY_K>(piece_a[i], tile_a, LDA, warp_row + i * 16, k);
#pragma unroll
    for (int j = 0; j < PIECES_N / 2; j++) pieces::template load_b<B_BY_K>(piece_b[j], tile_b, LDB, warp_column + j * 16, k);
#pragma unroll
    for (int i = 0; i < PIECES_M; i++)
#pragma unroll
      for (int j = 0; j < PIECES_N; j++) pieces::multiply(sum[i][j], piece_a[i], piece_b[j / 2][j % 2 * 2], piece_b[j / 2][j % 2 * 2 + 1]);
  }

  // Each warp sends its own rows out, a slab at a time. In a piece of 16 x 8 sums a lane holds two neighbours of row
  // lane / 4 and the two eight rows below.
  static __device__ __forceinline__ void write(const gemm_args &args, const float (&sum)[PIECES_M][PIECES_N][4], float *slab, int row, int column) {
    const dropout drop(args);
    const int lane = threadIdx.x % WARP;
    float *corner = slab + lane / 4 * SLAB_LD + lane % 4 * 2;
#pragma unroll
    for (int i = 0; i < PIECES_M; i++) {
      float *piece = corner + i * 16 % SLAB_ROWS * SLAB_LD;
#pragma unroll
      for (int j = 0; j < PIECES_N; j++) {
        *reinterpret_cast<float2 *>(piece + j * 8) = {sum[i][j][0], sum[i][j][1]};
        *reinterpret_cast<float2 *>(piece + 8 * SLAB_LD + j * 8) = {sum[i][j][2], sum[i][j][3]};
      }
      const int written = (i + 1) * 16;
      if (written % SLAB_ROWS != 0) continue;
      __syncwarp();
      write_slab<number, which>(args, drop, slab, SLAB_LD, SLAB_ROWS, WN, row + written - SLAB_ROWS, column, lane, WARP);
      __syncwarp();
    }
  }
};

} // namespace device
