// Every optimiser in double, as in its paper, over weights in the shape of the reference networks: [layer][input, the last is the bias][output].
#pragma once
#include "network/network.h"
#include <cmath>

class reference_optimiser {
  using matrix = std::vector<std::vector<double>>;
  const network_options options_;
  std::vector<matrix> m_, v_;
  int t_ = 0;

  static matrix zeros(const matrix &of) { return matrix(of.size(), std::vector<double>(of[0].size())); }
  static double norm(const matrix &of) { // without the bias
    double sum = 0;
    for (size_t i = 0; i + 1 < of.size(); i++)
      for (const double x : of[i]) sum += x * x;
    return std::sqrt(sum);
  }

  // Factor on the rate; `g` is the gradient, including weight decay where the method adds it.
  double direction(double g, double &m, double &v) const {
    if (options_.optimiser == optimiser_kind::sgd) return m = double(options_.momentum) * m + g;
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    const double epsilon = options_.optimiser == optimiser_kind::lamb ? 1e-6 : 1e-8;
    return m / (1 - std::pow(0.9, t_)) / (std::sqrt(v / (1 - std::pow(0.999, t_))) + epsilon);
  }

  void step_layer(matrix &w, const matrix &g, matrix &m, matrix &v) const {
    const double rate = double(options_.learning_rate), momentum = double(options_.momentum);
    const double w_norm = norm(w), g_norm = norm(g);
    matrix r = zeros(w);
    for (size_t i = 0; i < w.size(); i++)
      for (size_t o = 0; o < w[i].size(); o++) {
        const bool bias = i + 1 == w.size();
        const double decay = bias ? 0 : double(options_.weight_decay);
        switch (options_.optimiser) {
        case optimiser_kind::sgd:
        case optimiser_kind::adam: r[i][o] = direction(g[i][o] + decay * w[i][o], m[i][o], v[i][o]); break;
        case optimiser_kind::adamw:
        case optimiser_kind::lamb: r[i][o] = direction(g[i][o], m[i][o], v[i][o]) + decay * w[i][o]; break;
        case optimiser_kind::lars: { // You et al. 2017
          const double trust = bias || w_norm == 0 || g_norm == 0 ? 1 : 0.001 * w_norm / (g_norm + decay * w_norm);
          r[i][o] = m[i][o] = momentum * m[i][o] + trust * (g[i][o] + decay * w[i][o]);
        }
        }
      }
    const double r_norm = norm(r);
    const bool lamb = options_.optimiser == optimiser_kind::lamb && w_norm > 0 && r_norm > 0; // You et al. 2020
    for (size_t i = 0; i < w.size(); i++)
      for (size_t o = 0; o < w[i].size(); o++) w[i][o] -= rate * (lamb && i + 1 < w.size() ? w_norm / r_norm : 1) * r[i][o];
  }

public:
  explicit reference_optimiser(const network_options &options) : options_(options) {}

  void step(std::vector<matrix> &weights, const std::vector<matrix> &gradient) {
    if (t_++ == 0)
      for (const matrix &w : weights) m_.push_back(zeros(w)), v_.push_back(zeros(w));
    for (size_t l = 0; l < weights.size(); l++) step_layer(weights[l], gradient[l], m_[l], v_[l]);
  }
};
