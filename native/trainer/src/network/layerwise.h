// LAMB and LARS: a tensor's step is scaled by its norms, so it takes two passes over the parts of a tensor: `prepare` each
// part, add up the results in the order of the parts, `apply` to each. Biases have no such ratio and do not decay.
#pragma once
#include "network.h"
#include <cmath>

struct step_size {
  double weights = 0, step = 0; // sums of squares
  void operator+=(const step_size &other) {
    weights += other.weights;
    step += other.step;
  }
};

class layerwise {
  static constexpr float LARS_TRUST = 0.001f; // You et al. 2017

  const kernel_table &kernels_;
  const optimiser_kind kind_;
  const float rate_, momentum_, decay_;
  adam_step step_;

public:
  static bool takes(optimiser_kind kind) { return kind == optimiser_kind::lamb || kind == optimiser_kind::lars; }

  // steps: number of training steps so far, including this one.
  layerwise(const kernel_table &kernels, const network_options &options, int64_t steps, float decay)
      : kernels_(kernels), kind_(options.optimiser), rate_(options.learning_rate), momentum_(options.momentum), decay_(decay),
        step_{float(1 / (1 - std::pow(double(ADAM_BETA1), double(steps)))), float(1 / std::sqrt(1 - std::pow(double(ADAM_BETA2), double(steps))))} {}

  // LAMB (You et al. 2020): updates the moments, and g becomes the direction with the decay of the weights.
  step_size prepare(const float *w, float *m, float *v, float *g, long n) const {
    if (kind_ == optimiser_kind::lamb) kernels_.lamb_direction(w, m, v, g, n, step_, decay_);
    return {kernels_.square_sum(w, n), kernels_.square_sum(g, n)};
  }

  // A tensor of zeros, or one with a zero gradient, learns at the plain rate.
  float ratio(const step_size &whole) const {
    const float weights = float(std::sqrt(whole.weights)), step = float(std::sqrt(whole.step));
    if (!(weights > 0 && step > 0)) return 1;
    return kind_ == optimiser_kind::lamb ? weights / step : LARS_TRUST * weights / (step + decay_ * weights);
  }

  // g may be changed.
  void apply(float ratio, float *w, float *m, float *g, long n) const {
    if (kind_ == optimiser_kind::lamb) {
      const float rate = rate_ * ratio;
      for (long i = 0; i < n; i++) w[i] -= rate * g[i];
    } else {
      for (long i = 0; i < n; i++) g[i] = ratio * (g[i] + decay_ * w[i]);
      kernels_.sgd(w, m, g, n, rate_, momentum_);
    }
  }
};
