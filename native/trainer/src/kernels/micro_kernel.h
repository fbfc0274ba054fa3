// The matrix product of one instruction set, written once over vectors of VECTOR_BYTES: included by kernels_*.cpp, each of
// which is compiled with its own flags. Everything is in an unnamed namespace and nothing of the standard library is used,
// so that no AVX-512 copy of a shared inline function can end up in the generic path.
//
// A block of ROWS x (VECS vectors) of c stays in registers while k runs: per k, VECS loads of b and ROWS broadcasts of a.
// Every element of c is one chain over ascending k, whatever the block, so results do not depend on how c is cut up.
#pragma once
#include "kernels.h"

namespace {

typedef float vec __attribute__((vector_size(VECTOR_BYTES)));
typedef float vec_unaligned __attribute__((vector_size(VECTOR_BYTES), aligned(4)));
constexpr long LANES = VECTOR_BYTES / 4;
// Rows of b that stay in the second-level cache while all rows of a pass by.
constexpr long K_BLOCK = 512;
// With a transposed, both operands are read with gaps after every few numbers, so fewer fit into the first-level cache.
#ifndef TRANSPOSED_K_BLOCK
#define TRANSPOSED_K_BLOCK K_BLOCK
#endif

struct multiply_add_fp32 {
  using word = float;
  using operand = vec;
  static inline operand load(const float *p) { return *(const vec_unaligned *)p; }
  static inline vec apply(vec sum, float a, operand b) { return sum + b * a; }
};

template <class op, int ROWS, int VECS, bool A_TRANSPOSED>
inline void micro_block(const product<typename op::word> &p, long row, long column, long k_begin, long k_end, bool accumulate) {
  using word = typename op::word;
  vec sum[ROWS][VECS];
  float *c = p.c + row * p.ldc + column;
#pragma GCC unroll 16
  for (int i = 0; i < ROWS; i++)
#pragma GCC unroll 4
    for (int v = 0; v < VECS; v++) sum[i][v] = accumulate ? *(const vec_unaligned *)(c + i * p.ldc + v * LANES) : vec{};
  const word *a = A_TRANSPOSED ? p.a + k_begin * p.lda + row : p.a + row * p.lda + k_begin;
  const word *b = p.b + k_begin * p.ldb + column;
  for (long k = k_begin; k < k_end; k++) {
    typename op::operand bv[VECS];
#pragma GCC unroll 4
    for (int v = 0; v < VECS; v++) bv[v] = op::load(b + v * LANES);
#pragma GCC unroll 16
    for (int i = 0; i < ROWS; i++) {
      const word scalar = A_TRANSPOSED ? a[i] : a[i * p.lda];
#pragma GCC unroll 4
      for (int v = 0; v < VECS; v++) sum[i][v] = op::apply(sum[i][v], scalar, bv[v]);
    }
    a += A_TRANSPOSED ? p.lda : 1;
    b += p.ldb;
  }
#pragma GCC unroll 16
  for (int i = 0; i < ROWS; i++)
#pragma GCC unroll 4
    for (int v = 0; v < VECS; v++) *(vec_unaligned *)(c + i * p.ldc + v * LANES) = sum[i][v];
}

// The rows remaining after whole blocks, with a block of exactly that height.
template <class op, int ROWS, int VECS, bool A_TRANSPOSED>
inline void last_rows(const product<typename op::word> &p, long row, long column, long k0, long k1, bool accumulate) {
  if constexpr (ROWS > 0) {
    if (p.m - row == ROWS) micro_block<op, ROWS, VECS, A_TRANSPOSED>(p, row, column, k0, k1, accumulate);
    else last_rows<op, ROWS - 1, VECS, A_TRANSPOSED>(p, row, column, k0, k1, accumulate);
  }
}

// Strips of VECS vectors of columns, from `column` to `end`. A block of rows of a stays in the first-level cache while the strips
// of b pass by. Narrow strips take more rows, to keep enough sums in flight.
template <class op, int VECS, bool A_TRANSPOSED>
inline void equal_strips(const product<typename op::word> &p, long column, long end, long k0, long k1, bool accumulate) {
  constexpr int FIT = SUM_REGISTERS / VECS, ROWS = FIT > 12 ? 12 : FIT;
  constexpr long WIDTH = VECS * LANES;
  long row = 0;
  for (; row + ROWS <= p.m; row += ROWS)
    for (long c = column; c < end; c += WIDTH) micro_block<op, ROWS, VECS, A_TRANSPOSED>(p, row, c, k0, k1, accumulate);
  for (long c = column; c < end; c += WIDTH) last_rows<op, ROWS - 1, VECS, A_TRANSPOSED>(p, row, c, k0, k1, accumulate);
}

// Whole strips of the widest kind, then the next narrower.
template <class op, int VECS, bool A_TRANSPOSED>
inline void strips(const product<typename op::word> &p, long column, long k0, long k1, bool accumulate) {
  if constexpr (VECS > 0) {
    const long end = p.n - (p.n - column) % (VECS * LANES);
    if (end > column) equal_strips<op, VECS, A_TRANSPOSED>(p, column, end, k0, k1, accumulate);
    strips<op, VECS - 1, A_TRANSPOSED>(p, end, k0, k1, accumulate);
  }
}

template <class op> void gemm(const product<typename op::word> &p) {
  const long block = p.a_transposed ? TRANSPOSED_K_BLOCK : K_BLOCK;
  for (long k0 = 0; k0 < p.k || k0 == 0; k0 += block) {
    const long k1 = p.k - k0 < block ? p.k : k0 + block;
    const bool accumulate = p.accumulate || k0 > 0;
    if (p.a_transposed) strips<op, STRIP_VECTORS, true>(p, 0, k0, k1, accumulate);
    else strips<op, STRIP_VECTORS, false>(p, 0, k0, k1, accumulate);
  }
}

} // namespace
