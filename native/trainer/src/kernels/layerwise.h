// Element-wise part of LAMB and LARS, and the sums of squares for their norms. Included like elementwise.h.
#pragma once
#include "kernels.h"

namespace {

// Sixteen chains in double, then added in order: the same for every block of a tensor on any kernel.
double square_sum(const float *__restrict x, long n) {
  constexpr long CHAINS = 16;
  double sums[CHAINS] = {};
  long i = 0;
  for (; i + CHAINS <= n; i += CHAINS)
    for (long c = 0; c < CHAINS; c++) sums[c] += double(x[i + c]) * double(x[i + c]);
  for (; i < n; i++) sums[0] += double(x[i]) * double(x[i]);
  double sum = 0;
  for (const double of_chain : sums) sum += of_chain;
  return sum;
}

void lamb_direction(const float *__restrict w, float *__restrict m, float *__restrict v, float *__restrict g, long n, const adam_step &step, float decay) {
  const float rate = step.rate, root_scale = step.root_scale;
  for (long i = 0; i < n; i++) {
    m[i] = ADAM_BETA1 * m[i] + (1 - ADAM_BETA1) * g[i];
    v[i] = ADAM_BETA2 * v[i] + (1 - ADAM_BETA2) * g[i] * g[i];
    g[i] = rate * m[i] / (__builtin_sqrtf(v[i]) * root_scale + LAMB_EPSILON) + decay * w[i];
  }
}

} // namespace
