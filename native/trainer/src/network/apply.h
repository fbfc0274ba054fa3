// One step of the optimiser on n numbers with their moments m and v, from their mean gradient g.
#pragma once
#include "network.h"
#include <cmath>

// steps: of this training so far, this one included.
inline void apply_optimiser(const kernel_table &kernels, const network_options &options, int64_t steps, float *w, float *m, float *v, const float *g,
                            long n) {
  if (options.optimiser == optimiser_kind::sgd) return kernels.sgd(w, m, g, n, options.learning_rate, options.momentum);
  const double t = double(steps);
  const adam_step step{float(options.learning_rate / (1 - std::pow(double(ADAM_BETA1), t))),
                       float(1 / std::sqrt(1 - std::pow(double(ADAM_BETA2), t)))};
  kernels.adam(w, m, v, g, n, step);
}
