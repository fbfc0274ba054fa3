// One step of the optimiser on n numbers with their moments m and v, from their mean gradient g.
#pragma once
#include "layerwise.h"

// Kind of parameter: weights decay, biases do not.
enum class parameter { weights, biases };

// For LAMB and LARS it handles only biases; for weights see layerwise.h.
// steps: number of training steps so far, including this one. Weight decay is added to the gradient for SGD and Adam (g += decay w) and
// shrinks the weights by themselves for AdamW (w -= rate decay w, before its step; Loshchilov, Hutter 2019). g may be changed.
inline void apply_optimiser(const kernel_table &kernels, const network_options &options, int64_t steps, parameter kind, float *w, float *m, float *v,
                            float *g, long n) {
  if (layerwise::takes(options.optimiser)) {
    const layerwise optimiser(kernels, options, steps, 0);
    optimiser.prepare(w, m, v, g, n);
    return optimiser.apply(1, w, m, g, n);
  }
  const float decay = kind == parameter::weights ? options.weight_decay : 0;
  if (decay > 0 && options.optimiser == optimiser_kind::adamw) {
    const float kept = 1 - options.learning_rate * decay;
    for (long i = 0; i < n; i++) w[i] *= kept;
  } else if (decay > 0) {
    for (long i = 0; i < n; i++) g[i] += decay * w[i];
  }
  if (options.optimiser == optimiser_kind::sgd) return kernels.sgd(w, m, g, n, options.learning_rate, options.momentum);
  const double t = double(steps);
  const adam_step step{float(options.learning_rate / (1 - std::pow(double(ADAM_BETA1), t))),
                       float(1 / std::sqrt(1 - std::pow(double(ADAM_BETA2), t)))};
  kernels.adam(w, m, v, g, n, step);
}
