// Loops over elements, plain for the compiler to vectorise with the flags of the file that includes them (see micro_kernel.h).
#pragma once
#include "kernels.h"

namespace {

void add_bias(float *x, long ld, long rows, long cols, const float *__restrict bias, bool relu) {
  for (long r = 0; r < rows; r++) {
    float *__restrict row = x + r * ld;
    if (relu)
      for (long c = 0; c < cols; c++) {
        const float sum = row[c] + bias[c];
        row[c] = sum < 0 ? 0 : sum; // a NaN stays NaN
      }
    else
      for (long c = 0; c < cols; c++) row[c] += bias[c];
  }
}

constexpr long BLOCK = 16; // transposes go in squares that fit the first-level cache

void transpose(const uint32_t *__restrict from, long ldf, long rows, long cols, uint32_t *__restrict to, long ldt) {
  for (long r0 = 0; r0 < rows; r0 += BLOCK)
    for (long c0 = 0; c0 < cols; c0 += BLOCK) {
      const long r1 = r0 + BLOCK < rows ? r0 + BLOCK : rows, c1 = c0 + BLOCK < cols ? c0 + BLOCK : cols;
      for (long c = c0; c < c1; c++)
        for (long r = r0; r < r1; r++) to[c * ldt + r] = from[r * ldf + c];
    }
}

void mask_transposed(const float *__restrict t, long ldt, const float *__restrict active, long lda, float *__restrict dx, long ldx, long rows, long cols) {
  float square[BLOCK * BLOCK]; // [rows][cols]: turned first, so that the loop with the comparison runs along memory
  for (long r0 = 0; r0 < rows; r0 += BLOCK)
    for (long c0 = 0; c0 < cols; c0 += BLOCK) {
      const long height = r0 + BLOCK < rows ? BLOCK : rows - r0, width = c0 + BLOCK < cols ? BLOCK : cols - c0;
      for (long c = 0; c < width; c++)
        for (long r = 0; r < height; r++) square[r * BLOCK + c] = t[(c0 + c) * ldt + r0 + r];
      for (long r = 0; r < height; r++)
        for (long c = 0; c < width; c++) {
          const bool open = active[(r0 + r) * lda + c0 + c] > 0;
          dx[(r0 + r) * ldx + c0 + c] = open ? square[r * BLOCK + c] : 0;
        }
    }
}

void column_sum(const float *__restrict x, long ld, long rows, long cols, float *__restrict sum) {
  for (long c = 0; c < cols; c++) sum[c] = 0;
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < cols; c++) sum[c] += x[r * ld + c];
}

void sgd(float *__restrict w, float *__restrict v, const float *__restrict g, long n, float rate, float momentum) {
  for (long i = 0; i < n; i++) {
    v[i] = momentum * v[i] + g[i];
    w[i] -= rate * v[i];
  }
}

void adam(float *__restrict w, float *__restrict m, float *__restrict v, const float *__restrict g, long n, const adam_step &step) {
  const float rate = step.rate, root_scale = step.root_scale;
  for (long i = 0; i < n; i++) {
    m[i] = ADAM_BETA1 * m[i] + (1 - ADAM_BETA1) * g[i];
    v[i] = ADAM_BETA2 * v[i] + (1 - ADAM_BETA2) * g[i] * g[i];
    w[i] -= rate * m[i] / (__builtin_sqrtf(v[i]) * root_scale + ADAM_EPSILON);
  }
}

// A float's upper half, rounded to nearest even; a NaN stays NaN.
inline uint32_t bf16_bits(float x) {
  uint32_t bits;
  __builtin_memcpy(&bits, &x, 4);
  const uint32_t rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
  return (bits & 0x7FFFFFFF) > 0x7F800000 ? bits >> 16 | 0x40 : rounded;
}

void pair_columns(const float *__restrict x, long ld, long rows, long cols, bf16_pair *__restrict out, long ldo) {
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < cols / 2; c++) out[r * ldo + c] = bf16_bits(x[r * ld + 2 * c]) | bf16_bits(x[r * ld + 2 * c + 1]) << 16;
}

[[maybe_unused]] void pair_rows(const float *__restrict x, long ld, long rows, long cols, bf16_pair *__restrict out, long ldo) {
  for (long r = 0; r + 1 < rows; r += 2)
    for (long c = 0; c < cols; c++) out[r / 2 * ldo + c] = bf16_bits(x[r * ld + c]) | bf16_bits(x[(r + 1) * ld + c]) << 16;
  if (rows % 2 == 1)
    for (long c = 0; c < cols; c++) out[rows / 2 * ldo + c] = bf16_bits(x[(rows - 1) * ld + c]);
}

} // namespace
