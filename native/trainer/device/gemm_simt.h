// Products in strict fp32, one fused multiply-add after the other: each element is one chain over ascending k.
#pragma once
#include "gemm.h"

namespace device {

// Block BM x BN, k in steps of BK through two buffers of shared memory; each of 256 threads owns TM x TN numbers.
template <product which, int BM, int BN, int BK, int TM, int TN> struct gemm_simt {
  static constexpr int THREADS = (BM / TM) * (BN / TN);
  // A thread's rows come in groups of V neighbours, so that one wide read fetches them and the lanes of a warp hit all banks.
  static constexpr int VM = TM < 4 ? TM : 4, VN = TN < 4 ? TN : 4, GROUPS = TM / VM;
  static constexpr int LDA = BM + 4, LDB = BN + 4; // as [BK][..]; padded against bank conflicts, still aligned
  static constexpr int BUFFER = BK * (LDA + LDB);
  static constexpr int SLAB_ROWS = BM / GROUPS, SLAB_LD = BN + 4;
  static constexpr int SHARED_NUMBERS = 2 * BUFFER > SLAB_ROWS * SLAB_LD ? 2 * BUFFER : SLAB_ROWS * SLAB_LD;
  static constexpr int VECTORS_A = BM * BK / 4 / THREADS, VECTORS_B = BN * BK / 4 / THREADS;
  static_assert(VECTORS_A > 0 && VECTORS_B > 0 && BM * BK % (4 * THREADS) == 0 && BN * BK % (4 * THREADS) == 0);

  // A tile of an operand, width W along m or n, on its way from global memory to [BK][W + 4]: in registers in between.
  template <bool by_k, int W, int VECTORS> struct tile_in_flight {
    float4 x[VECTORS];

    __device__ __forceinline__ void fetch(const float *from, int ld, int first, int limit, int k, int k_end) {
#pragma unroll
      for (int v = 0; v < VECTORS; v++) {
        const int i = threadIdx.x + v * THREADS;
        const int along = first + (by_k ? i % (W / 4) * 4 : i / (BK / 4)), deep = k + (by_k ? i / (W / 4) : i % (BK / 4) * 4);
        const bool inside = along < limit && deep < k_end;
        x[v] = inside ? load4(from + (by_k ? int64_t(deep) * ld + along : int64_t(along) * ld + deep)) : float4{0, 0, 0, 0};
      }
    }
    __device__ __forceinline__ void put(float *to) const {
#pragma unroll
      for (int v = 0; v < VECTORS; v++) {
        const int i = threadIdx.x + v * THREADS;
        if (by_k) {
          store4(to + i / (W / 4) * (W + 4) + i % (W / 4) * 4, x[v]);
        } else {
          float *corner = to + i % (BK / 4) * 4 * (W + 4) + i / (BK / 4);
          corner[0] = x[v].x, corner[W + 4] = x[v].y, corner[2 * (W + 4)] = x[v].z, corner[3 * (W + 4)] = x[v].w;
        }
      }
    }
  };

  // Group g's V neighbours of a thread begin at g * (whole / groups) + V * thread.
  template <int T, int V, int WHOLE> static __device__ __forceinline__ void read_strip(float (&strip)[T], const float *row, int thread) {
#pragma unroll
    for (int g = 0; g < T / V; g++) {
      const float *from = row + g * (WHOLE / (T / V)) + thread * V;
      if (V == 4) {
        const float4 x = load4(from);
        strip[g * V] = x.x, strip[g * V + 1] = x.y, strip[g * V + 2] = x.z, strip[g * V + 3] = x.w;
      } else {
#pragma unroll
        for (int i = 0; i < V; i++) strip[g * V + i] = from[i];
      }
    }
  }

  static __device__ __forceinline__ void run(const gemm_args &args) {
    SHARED(float, shared, SHARED_NUMBERS);
    const int row = int(blockIdx.x) * BM, column = int(blockIdx.y) * BN;
    const int across = threadIdx.x % (BN / TN), down = threadIdx.x / (BN / TN);
    const k_range range = range_of_block<which>(args);
    const float *a = static_cast<const float *>(args.a), *b = static_cast<const float *>(args.b);
    tile_in_flight<a_by_k(which), BM, VECTORS_A> next_a;
    tile_in_flight<b_by_k(which), BN, VECTORS_B> next_b;
    float sum[TM][TN] = {};

    next_a.fetch(a, args.lda, row, args.m, range.begin, range.end);
    next_b.fetch(b, args.ldb, column, args.n, range.begin, range.end);
    next_a.put(shared);
    next_b.put(shared + BK * LDA);
    __syncthreads();
    int buffer = 0;
    for (int k = range.begin; k < range.end; k += BK) {
      const bool more = k + BK < range.end;
      if (more) {
        next_a.fetch(a, args.lda, row, args.m, k + BK, range.end);
        next_b.fetch(b, args.ldb, column, args.n, k + BK, range.end);
      }
      const float *tile_a = shared + buffer * BUFFER, *tile_b = tile_a + BK * LDA;
#pragma unroll 2
      for (int deep = 0; deep < BK; deep++) {
        float strip_a[TM], strip_b[TN];
        read_strip<TM, VM, BM>(strip_a, tile_a + deep * LDA, down);
        read_strip<TN, VN, BN>(strip_b, tile_b + deep * LDB, across);
#pragma unroll
        for (int i = 0; i < TM; i++)
#pragma unroll
          for (int j = 0; j < TN; j++) sum[i][j] = fmaf(strip_a[i], strip_b[j], sum[i][j]);
      }
      buffer ^= 1;
      if (more) {
        next_a.put(shared + buffer * BUFFER);
        next_b.put(shared + buffer * BUFFER + BK * LDA);
      }
      __syncthreads();
    }
    write(args, sum, shared, row, column, down, across);
  }

  static __device__ __forceinline__ void write(const gemm_args &args, const float (&sum)[TM][TN], float *slab, int row, int column, int down, int across) {
    const dropout drop(args);
#pragma unroll
    for (int g = 0; g < GROUPS; g++) {
#pragma unroll
      for (int i = 0; i < VM; i++)
#pragma unroll
        for (int j = 0; j < TN; j++)
          slab[(down * VM + i) * SLAB_LD + j / VN * (BN / (TN / VN)) + across * VN + j % VN] = sum[g * VM + i][j];
      __syncthreads();
      write_slab<float, which>(args, drop, slab, SLAB_LD, SLAB_ROWS, BN, row + g * SLAB_ROWS, column, threadIdx.x, THREADS);
      __syncthreads();
    }
  }
};

} // namespace device
