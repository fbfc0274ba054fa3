// GELU in the form with erf (Hendrycks, Gimpel 2016): x times the probability P(x) that a standard normal number is below x.
// Loops for the compiler to vectorise with the flags of the file that includes them (see micro_kernel.h), so nothing of the C
// library: P as in Abramowitz, Stegun 1964, 26.2.17, with an error of at most 7.5e-8, about the rounding of fp32 at 1.
#pragma once
#include "kernels.h"

namespace {

// exp(x) for x <= 0, to the last bits of fp32, never below exp(-87); the polynomial is from the Cephes library. A NaN stays NaN.
inline float exp_of_negative(float x) {
  constexpr float LOG2_E = 1.44269504f, LN2_HIGH = 0.693359375f, LN2_LOW = -2.12194440e-4f;
  constexpr float SHIFT = 12582912; // 1.5 * 2^23: after adding it the low bits are the nearest integer
  const float bounded = x < -87 ? -87 : x, shifted = bounded * LOG2_E + SHIFT, n = shifted - SHIFT;
  const float r = bounded - n * LN2_HIGH - n * LN2_LOW;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1;
  uint32_t bits;
  __builtin_memcpy(&bits, &shifted, 4);
  bits = (bits << 23) + 0x3F800000; // 2^n
  float power;
  __builtin_memcpy(&power, &bits, 4);
  return p * power;
}

struct normal_at {
  float density, below;
};
inline normal_at normal_distribution(float x) {
  const float density = 0.39894228f * exp_of_negative(-0.5f * x * x), t = 1 / (1 + 0.2316419f * (x < 0 ? -x : x));
  const float tail = density * t * (0.319381530f + t * (-0.356563782f + t * (1.781477937f + t * (-1.821255978f + t * 1.330274429f))));
  return {density, x < 0 ? tail : 1 - tail};
}

void gelu(float *__restrict x, long ldx, float *__restrict before, long ldb, long rows, long cols) {
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < cols; c++) {
      const float z = x[r * ldx + c];
      before[r * ldb + c] = z;
      x[r * ldx + c] = z * normal_distribution(z).below;
    }
}

void gelu_gradient(float *__restrict g, long ldg, const float *__restrict before, long ldb, long rows, long cols) {
  for (long r = 0; r < rows; r++)
    for (long c = 0; c < cols; c++) {
      const float z = before[r * ldb + c];
      const normal_at at = normal_distribution(z);
      g[r * ldg + c] *= at.below + z * at.density;
    }
}

} // namespace
