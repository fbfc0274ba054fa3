// The same network in double, with plain loops: forward, loss, gradient. With `rounding` the operands of every product
// are rounded to bf16 first, as the bf16 network does.
#pragma once
#include "data/dataset.h"
#include "network/network.h"
#include "reference_end.h"
#include <algorithm>
#include <cmath>

struct reference_net {
  using matrix = std::vector<std::vector<double>>;
  std::vector<int64_t> widths;
  std::vector<matrix> weights; // [layer][input, the last is the bias][output]
  bool rounding;
  reference_end end;

  reference_net(const network_options &options, network &from) : widths(options.widths), rounding(options.bf16), end(options) {
    for (size_t l = 0; l + 1 < widths.size(); l++) {
      matrix w(size_t(widths[l] + 1), std::vector<double>(size_t(widths[l + 1])));
      for (int64_t i = 0; i <= widths[l]; i++)
        for (int64_t o = 0; o < widths[l + 1]; o++) w[size_t(i)][size_t(o)] = double(from.weight(l, i, o));
      weights.push_back(w);
    }
  }

  double operand(double x) const {
    if (!rounding || x == 0) return x;
    int exponent;
    std::frexp(x, &exponent);
    const double unit = std::ldexp(1.0, exponent - 8);
    return std::nearbyint(x / unit) * unit;
  }

  // Mean loss over rows order[..] and, where asked for, the gradient in the shape of the weights.
  double loss(const example_set &set, const std::vector<int64_t> &order, std::vector<matrix> *gradient = nullptr) const {
    if (gradient) {
      *gradient = weights;
      for (auto &w : *gradient)
        for (auto &row : w) std::fill(row.begin(), row.end(), 0.0);
    }
    double sum = 0;
    for (size_t row = 0; row < order.size(); row++) {
      const int64_t example = order[row];
      std::vector<float> features(size_t(set.features));
      set.row(example, features.data());
      std::vector<std::vector<double>> x{{features.begin(), features.end()}}; // input of each layer, then logits
      std::vector<std::vector<double>> slopes{std::vector<double>(features.size(), 1)}; // of each layer's input by what the product before gave
      for (size_t l = 0; l < weights.size(); l++) {
        std::vector<double> y = weights[l].back();
        for (size_t i = 0; i < x[l].size(); i++)
          for (size_t o = 0; o < y.size(); o++) y[o] += operand(x[l][i]) * operand(weights[l][i][o]);
        slopes.push_back(y);
        for (size_t o = 0; l + 1 < weights.size() && o < y.size(); o++) {
          const double factor = end.factor(l, int64_t(row), int64_t(o), widths[l + 1]);
          slopes.back()[o] = end.slope(y[o]) * factor;
          y[o] = end.activated(y[o]) * factor;
        }
        x.push_back(y);
      }
      const size_t label = size_t(set.labels[size_t(example)]);
      std::vector<double> delta = x.back();
      const double largest = *std::max_element(delta.begin(), delta.end());
      double total = 0;
      for (double &z : delta) total += z = std::exp(z - largest);
      sum += largest + std::log(total) - x.back()[label];
      if (!gradient) continue;
      for (double &z : delta) z /= total * double(order.size());
      delta[label] -= 1.0 / double(order.size());
      for (size_t l = weights.size(); l-- > 0;) {
        std::vector<double> below(x[l].size());
        for (size_t o = 0; o < delta.size(); o++) (*gradient)[l].back()[o] += delta[o];
        for (size_t i = 0; i < x[l].size(); i++)
          for (size_t o = 0; o < delta.size(); o++) {
            (*gradient)[l][i][o] += operand(x[l][i]) * operand(delta[o]);
            below[i] += operand(weights[l][i][o]) * operand(delta[o]);
          }
        for (size_t i = 0; i < below.size(); i++) below[i] *= slopes[l][i];
        delta = below;
      }
    }
    return sum / double(order.size());
  }
};
