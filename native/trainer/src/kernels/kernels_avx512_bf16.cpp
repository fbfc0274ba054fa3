// Kernels for AVX-512 with its bf16 products: fp32 as in kernels_avx512.cpp, pairs by vdpbf16ps, rounding by vcvtneps2bf16.
#define VECTOR_BYTES 64
#define SUM_REGISTERS 24
#define STRIP_VECTORS 4
#include "dropout.h"
#include "elementwise.h"
#include "gelu.h"
#include "layerwise.h"
#include "micro_kernel.h"
#include <immintrin.h>

namespace {

// sum += a.low * b.low + a.high * b.high in fp32; the instruction treats denormals as zero.
struct multiply_add_bf16 {
  using word = bf16_pair;
  using operand = __m512bh;
  static inline operand load(const bf16_pair *p) { return (__m512bh)_mm512_loadu_si512(p); }
  static inline vec apply(vec sum, bf16_pair a, operand b) { return (vec)_mm512_dpbf16_ps((__m512)sum, (__m512bh)_mm512_set1_epi32(int(a)), b); }
};

void pair_columns_fast(const float *x, long ld, long rows, long cols, bf16_pair *out, long ldo) {
  for (long r = 0; r < rows; r++) {
    long c = 0;
    for (; c + 32 <= cols; c += 32) {
      const __m512 low = _mm512_loadu_ps(x + r * ld + c), high = _mm512_loadu_ps(x + r * ld + c + 16);
      _mm512_storeu_si512(out + r * ldo + c / 2, (__m512i)_mm512_cvtne2ps_pbh(high, low));
    }
    pair_columns(x + r * ld + c, ld, 1, cols - c, out + r * ldo + c / 2, ldo);
  }
}

// Row r in the low halves, row r + 1 in the high ones; `next` is null after an odd last row.
inline void pair_two_rows(const float *row, const float *next, long cols, bf16_pair *out) {
  for (long c = 0; c + 16 <= cols; c += 16) {
    const __m512i low = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(_mm512_loadu_ps(row + c)));
    const __m512 above = next ? _mm512_loadu_ps(next + c) : _mm512_setzero_ps();
    const __m512i high = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(above));
    _mm512_storeu_si512(out + c, _mm512_or_si512(low, _mm512_slli_epi32(high, 16)));
  }
}

void pair_rows_fast(const float *x, long ld, long rows, long cols, bf16_pair *out, long ldo) {
  for (long r = 0; r < rows; r += 2) pair_two_rows(x + r * ld, r + 1 < rows ? x + (r + 1) * ld : nullptr, cols, out + r / 2 * ldo);
}

} // namespace

extern const kernel_table KERNELS_AVX512_BF16;
const kernel_table KERNELS_AVX512_BF16 = {"avx512_bf16", gemm<multiply_add_fp32>, gemm<multiply_add_bf16>, add_bias, mask_transposed, transpose,
                                          column_sum,    sgd, adam,               pair_columns_fast,       pair_rows_fast,
                                          gelu,          gelu_gradient, drop, square_sum, lamb_direction};
